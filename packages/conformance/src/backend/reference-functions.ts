import type { BinaryName, UnaryName } from "@exampledon/compute";

/** Definitions of the unary functions in float64. */
export const referenceUnary: Readonly<Record<UnaryName, (x: number) => number>> = {
  negate: (x) => -x,
  abs: (x) => Math.abs(x),
  sign: (x) => Math.sign(x),
  exp: (x) => Math.exp(x),
  log: (x) => Math.log(x),
  sqrt: (x) => Math.sqrt(x),
  square: (x) => x * x,
  relu: (x) => Math.max(0, x),
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  tanh: (x) => Math.tanh(x),
  softplus: (x) => (x > 30 ? x : Math.log1p(Math.exp(x))),
  erf: referenceErf,
  step: (x) => (x > 0 ? 1 : 0),
};

/** Definitions of the binary functions in float64. */
export const referenceBinary: Readonly<Record<BinaryName, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  pow: (a, b) => a ** b,
  greater: (a, b) => (a > b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};

/** `2/√π ∫₀ˣ e^(−t²) dt` by Simpson's rule, whose error here is below 1e-9: no formula shared with a backend. */
function referenceErf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  const steps = 600;
  const h = x / steps;
  let sum = 1 + Math.exp(-x * x);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * Math.exp(-((i * h) ** 2));
  return ((2 / Math.sqrt(Math.PI)) * sum * h) / 3;
}
