import type { Tensor } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { type Axes, resolveAxes } from "../shapes.ts";
import type { Node } from "../tape.ts";
import type { TensorMath } from "../tensor-math.ts";
import { keptShape, type ReduceOptions } from "./reductions.ts";

/** `x − max x`, and `eˣ⁻ᵐᵃˣ` with its sum over the axes: nothing overflows, and large values lose no digits. */
function shifted({ max, sub, sum, unary }: TensorMath, x: Tensor, axes: readonly number[]): Shifted {
  const top = max(x, axes, true);
  const rest = sub(x, top);
  const weights = unary("exp", rest);
  return { top, rest, weights, total: sum(weights, axes, true) };
}

interface Shifted {
  readonly top: Tensor;
  readonly rest: Tensor;
  readonly weights: Tensor;
  readonly total: Tensor;
}

/** `log Σ eˣ` over axes, without overflow. @throws `bad-param` on an axis that does not exist */
export function logSumExp(x: Node, { axis, keepDims = false }: ReduceOptions = {}): Node {
  const axes = resolveAxes("logSumExp", axis, x.shape);
  const kept = keptShape(x.shape, axes);
  const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
  return recordOp([x], {
    forward: (math) => {
      const { top, total } = shifted(math, x.tensor, axes);
      return math.primitives.reshape(math.add(math.unary("log", total), top), shape);
    },
    gradients: (math, { upstream }) => [
      () => {
        // Not exp(x − output): at values near 1000 the output has lost the digits of the weights.
        const { weights, total } = shifted(math, x.tensor, axes);
        return math.mul(weights, math.div(math.primitives.reshape(upstream, kept), total));
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
    forward: (math) => {
      const { weights, total } = shifted(math, x.tensor, axes);
      return math.div(weights, total);
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
    forward: (math) => {
      const { rest, total } = shifted(math, x.tensor, axes);
      return math.sub(rest, math.unary("log", total));
    },
    gradients: ({ mul, sub, sum, unary }, { output, upstream }) => [
      () => sub(upstream, mul(unary("exp", output), sum(upstream, axes, true))),
    ],
  });
}
