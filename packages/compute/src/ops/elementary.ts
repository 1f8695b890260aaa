import { recordUnary } from "../record-unary.ts";
import type { Node } from "../tape.ts";

/** `−x`. */
export function negate(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("negate", x),
    gradient: (math, { upstream }) => math.unary("negate", upstream),
  });
}

/** `|x|`; derivative 0 at 0. */
export function abs(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("abs", x),
    gradient: (math, { x, upstream }) => math.mul(upstream, math.unary("sign", x)),
  });
}

/** `eˣ`. */
export function exp(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("exp", x),
    gradient: (math, { y, upstream }) => math.mul(upstream, y),
  });
}

/** Natural logarithm; −∞ at 0, NaN below. */
export function log(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("log", x),
    gradient: (math, { x, upstream }) => math.div(upstream, x),
  });
}

/** Square root; its derivative at 0 is infinite. */
export function sqrt(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("sqrt", x),
    gradient: (math, { y, upstream }) => math.div(upstream, math.mul(2, y)),
  });
}

/** `x²`. */
export function square(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("square", x),
    gradient: (math, { x, upstream }) => math.mul(upstream, math.mul(2, x)),
  });
}

/** Hyperbolic tangent. */
export function tanh(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("tanh", x),
    gradient: (math, { y, upstream }) => math.mul(upstream, math.sub(1, math.unary("square", y))),
  });
}

/** Error function `2/√π ∫₀ˣ e^(−t²) dt`. */
export function erf(x: Node): Node {
  return recordUnary(x, {
    forward: (math, x) => math.unary("erf", x),
    gradient: ({ mul, unary }, { x, upstream }) =>
      mul(upstream, mul(2 / Math.sqrt(Math.PI), unary("exp", unary("negate", unary("square", x))))),
  });
}
