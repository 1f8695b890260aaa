import { assertFinite, type Matrix } from "@exampledon/core";
import { checkNumber } from "./check-number.ts";

/**
 * Bits that say all readings of each sample, `[samples]`, in excess of what noise alone would cost: each reading by the
 * Gaussian code that fits its mean square `v_j` over these samples, `Σ_j ½ log2(v_j / noise²) + (r_j² / v_j − 1) / (2 ln 2)`
 * with `v_j` at least `noise²`. No dense code of independent readings is shorter on average, so a comparison with
 * {@link mdlCode} favours the dense side. The readings must be coordinates in orthonormal directions.
 * @param readings `[samples × attributes]`
 * @throws `not-finite`; `bad-param` when noise is not > 0
 */
export function denseBits(readings: Matrix, { noise }: { readonly noise: number }): Float64Array {
  assertFinite("denseBits: readings", readings);
  checkNumber("denseBits", "noise", noise, { min: Number.MIN_VALUE });
  const { rows, cols, data } = readings;
  const floor = noise * noise;
  const square = new Float64Array(cols);
  for (let at = 0; at < data.length; at++) square[at % cols]! += (data[at]! * data[at]!) / rows;
  const variance = square.map((value) => Math.max(value, floor));
  const common = variance.reduce((sum, value) => sum + Math.log2(value / floor) / 2, 0);
  const out = new Float64Array(rows).fill(common);
  for (let at = 0; at < data.length; at++) {
    const v = variance[at % cols]!;
    out[Math.floor(at / cols)]! += (data[at]! * data[at]!) / (v * 2 * Math.LN2) - 1 / (2 * Math.LN2);
  }
  return out;
}
