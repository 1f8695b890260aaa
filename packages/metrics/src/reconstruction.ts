import { assertFinite, type Matrix, rowNorms } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";
import { columnOf } from "./columns.ts";
import { meanOf } from "./mean-of.ts";

/**
 * FVU: squared error of the reconstruction over the squared distance of the inputs from their mean (per dimension).
 * 0 is perfect, 1 is as good as the mean, more is worse. NaN (undefined) when all inputs are equal.
 * @param input `[samples × dim]`
 * @param reconstruction `[samples × dim]`
 * @throws `bad-shape`, `not-finite`
 */
export function fractionOfVarianceUnexplained(input: Matrix, reconstruction: Matrix): number {
  checkPair("fractionOfVarianceUnexplained", input, reconstruction);
  let error = 0;
  let variance = 0;
  for (let j = 0; j < input.cols; j++) {
    const mean = meanOf(columnOf(input, j));
    for (let at = j; at < input.data.length; at += input.cols) {
      error += (input.data[at]! - reconstruction.data[at]!) ** 2;
      variance += (input.data[at]! - mean) ** 2;
    }
  }
  return variance === 0 ? Number.NaN : error / variance;
}

/** Explained variance, 1 − FVU; see {@link fractionOfVarianceUnexplained}. @throws `bad-shape`, `not-finite` */
export function explainedVariance(input: Matrix, reconstruction: Matrix): number {
  return 1 - fractionOfVarianceUnexplained(input, reconstruction);
}

/**
 * Mean ratio of lengths, ‖reconstruction‖/‖input‖, over inputs longer than 1e-6: below 1 when a penalty shrinks codes.
 * NaN when there is no such input.
 * @throws `bad-shape`, `not-finite`
 */
export function shrinkage(input: Matrix, reconstruction: Matrix): number {
  checkPair("shrinkage", input, reconstruction);
  const lengths = rowNorms(input);
  const ratios = rowNorms(reconstruction).map((length, i) => length / lengths[i]!);
  const kept = ratios.filter((_, i) => lengths[i]! > 1e-6);
  return kept.length === 0 ? Number.NaN : kept.reduce((sum, ratio) => sum + ratio, 0) / kept.length;
}

function checkPair(where: string, input: Matrix, reconstruction: Matrix): void {
  checkNotEmpty(where, input);
  checkShape(where, "the reconstruction", reconstruction, input.rows, input.cols);
  assertFinite(where, input);
  assertFinite(where, reconstruction);
}
