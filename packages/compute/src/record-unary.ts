import type { Tensor } from "./backend.ts";
import { recordOp } from "./record-op.ts";
import type { Node } from "./tape.ts";
import type { TensorMath } from "./tensor-math.ts";

/** An element-wise op of one tensor. */
export interface UnaryDefinition {
  forward(math: TensorMath, x: Tensor): Tensor;
  /** `upstream` times the derivative at `x`, where the value is `y`. */
  gradient(math: TensorMath, at: { readonly x: Tensor; readonly y: Tensor; readonly upstream: Tensor }): Tensor;
}

/** Records an element-wise op of one node. */
export function recordUnary(node: Node, { forward, gradient }: UnaryDefinition): Node {
  const x = node.tensor;
  return recordOp([node], {
    forward: (math) => forward(math, x),
    gradients: (math, { output, upstream }) => [() => gradient(math, { x, y: output, upstream })],
  });
}
