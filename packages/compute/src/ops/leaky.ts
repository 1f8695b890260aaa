import { recordUnary } from "../record-unary.ts";
import type { Node } from "../tape.ts";

/**
 * Where a lower leaky sigmoid leaks below 0: in the value and its gradient (`value`), in the gradient alone
 * (`gradient`), or in the gradient alone and only where the loss wants the value to rise (`rising`).
 */
export type Leak = "value" | "gradient" | "rising";

/** The leaks in the order by which fused ops number them. */
export const leaks: readonly Leak[] = ["value", "gradient", "rising"];

/** How a leaky sigmoid leaks. */
export interface LeakyOptions {
  /** Slope where a hard sigmoid is flat. Default 0.01. */
  readonly slope?: number;
  /** Default `value`. */
  readonly leak?: Leak;
}

/**
 * The lower leaky hard sigmoid: `min(x, 1)` above 0 and, below, `slope · x` or 0, see {@link Leak}; flat above 1. At 0
 * the gradient is that of the lower branch, at 1 it still passes.
 * @see https://arxiv.org/abs/2506.20790 section 2
 */
export function lowerLeaky(x: Node, { slope = 0.01, leak = "value" }: LeakyOptions = {}): Node {
  return recordUnary(x, {
    forward: ({ binary, mul, unary, where }, x) => {
      const clamped = binary("minimum", unary("relu", x), 1);
      return leak === "value" ? where(unary("step", x), clamped, mul(slope, x)) : clamped;
    },
    gradient: ({ binary, mul, unary, where }, { x, upstream }) => {
      const below = leak === "rising" ? binary("minimum", upstream, 0) : upstream;
      const above = where(binary("greater", x, 1), 0, upstream);
      return where(unary("step", x), above, mul(slope, below));
    },
  });
}

/**
 * The upper leaky hard sigmoid: `max(x, 0)`, and from 1 on `1 + slope · (x − 1)`. At 0 the gradient is 0, at 1 it is 1.
 * @see https://arxiv.org/abs/2506.20790 section 2
 */
export function upperLeaky(x: Node, { slope = 0.01 }: Pick<LeakyOptions, "slope"> = {}): Node {
  return recordUnary(x, {
    forward: ({ add, binary, mul, unary, where }, x) =>
      where(binary("greater", x, 1), add(1 - slope, mul(slope, x)), unary("relu", x)),
    gradient: ({ binary, mul, unary, where }, { x, upstream }) =>
      where(binary("greater", x, 1), mul(slope, upstream), mul(upstream, unary("step", x))),
  });
}
