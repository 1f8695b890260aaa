import type { Tensor } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { type Axes, resolveAxes } from "../shapes.ts";
import type { Node } from "../tape.ts";
import type { TensorMath } from "../tensor-math.ts";
import { keepAxes, keptShape, type ReduceOptions } from "./reductions.ts";

/** `log Σ eˣ` over axes, kept as size 1; the maximum is taken out first, so nothing overflows. */
function stableLogSumExp({ add, max, sub, sum, unary }: TensorMath, x: Tensor, axes: readonly number[]): Tensor {
  const top = max(x, axes, true);
  return add(unary("log", sum(unary("exp", sub(x, top)), axes, true)), top);
}

/** `log Σ eˣ` over axes, without overflow. @throws `bad-param` on an axis that does not exist */
export function logSumExp(x: Node, { axis, keepDims = false }: ReduceOptions = {}): Node {
  const axes = resolveAxes("logSumExp", axis, x.shape);
  const kept = keptShape(x.shape, axes);
  const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
  return recordOp([x], {
    forward: (math) => math.primitives.reshape(stableLogSumExp(math, x.tensor, axes), shape),
    gradients: (math, { output, upstream }) => [
      () => {
        const weights = math.unary("exp", math.sub(x.tensor, keepAxes(math, output, x.shape, axes)));
        return math.mul(keepAxes(math, upstream, x.shape, axes), weights);
      },
    ],
  });
}

/** Over which axes entries compete. */
export interface SoftmaxOptions {
  /** Default −1. */
  readonly axis?: Axes;
}

/** `eˣ / Σ eˣ` over axes, without overflow. @throws `bad-param` on an axis that does not exist */
export function softmax(x: Node, { axis = -1 }: SoftmaxOptions = {}): Node {
  const axes = resolveAxes("softmax", axis, x.shape);
  return recordOp([x], {
    forward: ({ div, max, sub, sum, unary }) => {
      const weights = unary("exp", sub(x.tensor, max(x.tensor, axes, true)));
      return div(weights, sum(weights, axes, true));
    },
    gradients: ({ mul, sub, sum }, { output, upstream }) => [
      () => mul(output, sub(upstream, sum(mul(upstream, output), axes, true))),
    ],
  });
}

/** `x − log Σ eˣ` over axes, without overflow. @throws `bad-param` on an axis that does not exist */
export function logSoftmax(x: Node, { axis = -1 }: SoftmaxOptions = {}): Node {
  const axes = resolveAxes("logSoftmax", axis, x.shape);
  return recordOp([x], {
    forward: (math) => math.sub(x.tensor, stableLogSumExp(math, x.tensor, axes)),
    gradients: ({ mul, sub, sum, unary }, { output, upstream }) => [
      () => sub(upstream, mul(unary("exp", output), sum(upstream, axes, true))),
    ],
  });
}
