import { recordUnary } from "../record-unary.ts";
import type { Node } from "../tape.ts";
import { add, mul } from "./arithmetic.ts";
import { erf, tanh } from "./elementary.ts";

/** `max(x, 0)`; derivative 0 at 0. */
export function relu(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("relu", x),
    gradient: (math, { x, upstream }) => math.mul(upstream, math.unary("step", x)),
  });
}

/** `1 / (1 + e⁻ˣ)`, without overflow. */
export function sigmoid(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("sigmoid", x),
    gradient: ({ mul, sub }, { y, upstream }) => mul(upstream, mul(y, sub(1, y))),
  });
}

/** `log(1 + eˣ)`, without overflow. */
export function softplus(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("softplus", x),
    gradient: (math, { x, upstream }) => math.mul(upstream, math.unary("sigmoid", x)),
  });
}

/** Which form of {@link gelu}. */
export interface GeluOptions {
  /** `none` is exact (default); `tanh` is the approximation of Hendrycks & Gimpel that GPT-2 uses. */
  readonly approximate?: "none" | "tanh";
}

/** `x · Φ(x)`, Φ the standard normal distribution function (Hendrycks & Gimpel 2016, arXiv:1606.08415). */
export function gelu(x: Node, { approximate = "none" }: GeluOptions = {}): Node {
  const inner =
    approximate === "none"
      ? erf(mul(x, Math.SQRT1_2))
      : tanh(mul(Math.sqrt(2 / Math.PI), mul(x, add(1, mul(0.044715, mul(x, x))))));
  return mul(mul(0.5, x), add(1, inner));
}
