import { fail } from "@exampledon/core";
import { recordOp } from "../record-op.ts";
import { resolveAxes } from "../shapes.ts";
import type { Node } from "../tape.ts";
import { abs } from "./elementary.ts";
import { keepAxes, type ReduceOptions, sum } from "./reductions.ts";

/** What to reduce over, and the order of the norm. */
export interface NormOptions extends ReduceOptions {
  /** 1: sum of magnitudes; 2 (default): Euclidean length. */
  readonly order?: 1 | 2;
}

/**
 * Norm over axes; the gradient of a zero vector is 0.
 * @throws `bad-param` on another order or an axis that does not exist
 */
export function norm(x: Node, { order = 2, axis, keepDims = false }: NormOptions = {}): Node {
  const axes = resolveAxes("norm", axis, x.shape);
  if (order === 1) return sum(abs(x), { axis: axes, keepDims });
  if (order !== 2) {
    fail("bad-param", {
      where: "norm",
      problem: "order must be 1 or 2",
      got: order,
      cure: "compose it from pow and sum",
    });
  }
  return recordOp([x], {
    forward: ({ sum, unary }) => unary("sqrt", sum(unary("square", x.tensor), axes, keepDims)),
    gradients: (math, { output, upstream }) => [
      () => {
        // A zero vector has x = 0: any finite divisor makes its gradient 0.
        const scale = math.div(upstream, math.where(output, output, 1));
        return math.mul(x.tensor, keepAxes(math, scale, x.shape, axes));
      },
    ],
  });
}
