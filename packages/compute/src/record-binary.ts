import type { Tensor } from "./backend.ts";
import { liftOperands, type Operand } from "./operands.ts";
import { recordOp } from "./record-op.ts";
import { broadcastShapes } from "./shapes.ts";
import type { Node } from "./tape.ts";
import type { TensorMath } from "./tensor-math.ts";

/** Tensors of an element-wise op of two operands. */
export interface BinaryTensors {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly output: Tensor;
  readonly upstream: Tensor;
}

/** An element-wise op of two operands. Gradients may have the broadcast shape: they are summed back. */
export interface BinaryDefinition {
  forward(math: TensorMath, a: Tensor, b: Tensor): Tensor;
  gradients(math: TensorMath, tensors: BinaryTensors): readonly [a: () => Tensor, b: () => Tensor];
}

/**
 * Records an element-wise op that broadcasts as in NumPy; numbers stand for scalars.
 * @throws `bad-shape` when the shapes do not broadcast, `bad-param` when both operands are numbers
 */
export function recordBinary(name: string, left: Operand, right: Operand, definition: BinaryDefinition): Node {
  const nodes = liftOperands(name, left, right) as [Node, Node];
  const [a, b] = [nodes[0].tensor, nodes[1].tensor];
  broadcastShapes(name, a.shape, b.shape);
  return recordOp(nodes, {
    forward: (math) => definition.forward(math, a, b),
    gradients: (math, result) => {
      const [ofA, ofB] = definition.gradients(math, { a, b, ...result });
      return [() => math.sumTo(ofA(), a.shape), () => math.sumTo(ofB(), b.shape)];
    },
  });
}
