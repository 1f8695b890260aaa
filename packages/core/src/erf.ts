const SCALE = 2 / Math.sqrt(Math.PI);

/**
 * The error function in float64, to about 1e-15 for |x| < 4; beyond, ±1, which is its float32 value.
 *
 * The series `2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!` (Abramowitz & Stegun 7.1.6) has positive terms only, so that
 * nothing cancels.
 */
export function erf(x: number): number {
  if (x >= 4) return 1;
  if (x <= -4) return -1;
  const doubled = 2 * x * x;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= doubled / odd;
    sum += term;
  }
  return SCALE * Math.exp(-x * x) * sum;
}
