import type { Shape, Tensor } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { type Axes, resolveAxes } from "../shapes.ts";
import type { Node } from "../tape.ts";
import type { TensorMath } from "../tensor-math.ts";
import { mul } from "./arithmetic.ts";

/** What to reduce over. */
export interface ReduceOptions {
  /** Axes to reduce; all when left out. */
  readonly axis?: Axes;
  /** Whether reduced axes stay as size 1; default false. */
  readonly keepDims?: boolean;
}

/** The shape of a reduction that keeps its axes as size 1: what broadcasts back over the input. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, i) => (axes.includes(i) ? 1 : size));
}

/** Brings a reduced tensor back to a shape that broadcasts over the input. */
export function keepAxes({ primitives }: TensorMath, reduced: Tensor, shape: Shape, axes: readonly number[]): Tensor {
  return primitives.reshape(reduced, keptShape(shape, axes));
}

/** Sum over axes. @throws `bad-param` on an axis that does not exist */
export function sum(x: Node, { axis, keepDims = false }: ReduceOptions = {}): Node {
  const axes = resolveAxes("sum", axis, x.shape);
  return recordOp([x], {
    forward: (math) => math.sum(x.tensor, axes, keepDims),
    gradients: (math, { upstream }) => [
      () => math.primitives.broadcastTo(keepAxes(math, upstream, x.shape, axes), x.shape),
    ],
  });
}

/** Mean over axes. @throws `bad-param` on an axis that does not exist */
export function mean(x: Node, options: ReduceOptions = {}): Node {
  const count = resolveAxes("mean", options.axis, x.shape).reduce((product, axis) => product * x.shape[axis]!, 1);
  return mul(sum(x, options), 1 / count);
}

/** Largest over axes; ties share the gradient evenly. @throws `bad-param` on an axis that does not exist */
export function max(x: Node, { axis, keepDims = false }: ReduceOptions = {}): Node {
  const axes = resolveAxes("max", axis, x.shape);
  return recordOp([x], {
    forward: (math) => math.max(x.tensor, axes, keepDims),
    gradients: (math, { output, upstream }) => [
      () => {
        const winners = math.binary("equal", x.tensor, keepAxes(math, output, x.shape, axes));
        const share = math.div(keepAxes(math, upstream, x.shape, axes), math.sum(winners, axes, true));
        return math.mul(winners, share);
      },
    ],
  });
}
