import { erf } from "@exampledon/core";

/** `x · Φ(x)`, Φ the standard normal distribution function. */
export function geluOf(x: number): number {
  return 0.5 * x * (1 + erf(x * Math.SQRT1_2));
}
