import { checkLists } from "./checks.ts";
import { meanOf } from "./mean-of.ts";

/**
 * Kurtosis `E(x − mean)⁴ / (E(x − mean)²)²`: 3 for a Gaussian, 1.8 for a uniform, large for sparse values. NaN
 * (undefined) for equal values.
 * @throws `bad-shape` when empty; `not-finite`
 */
export function kurtosis(values: ArrayLike<number>): number {
  checkLists("kurtosis", values);
  const mean = meanOf(values);
  let second = 0;
  let fourth = 0;
  for (let i = 0; i < values.length; i++) {
    const square = (values[i]! - mean) ** 2;
    second += square;
    fourth += square * square;
  }
  return (fourth * values.length) / (second * second);
}
