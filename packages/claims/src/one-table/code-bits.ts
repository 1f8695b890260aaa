import { type Matrix, matrix, rowNorms } from "@exampledon/core";
import { descriptionLength, quantise } from "@exampledon/metrics";
import { denseBits } from "@exampledon/sparse-coding";
import { decoded, type LinearDecoder } from "./linear-decoder.ts";

/** Precision to which samples are told, along each dimension; also the width of a code's bins. */
export const PRECISION = 0.05;

/**
 * Bits per sample that tell activations to within {@link PRECISION} along each dimension: every unit's code, rounded, by
 * an entropy code of its own, and what a linear decoder of the rounded codes leaves by a Gaussian code, in excess of noise
 * of that size. Neither decoder nor tables of frequencies are counted.
 */
export function codeBits(codes: Matrix, decoder: LinearDecoder, activations: Matrix): number {
  // In lengths of what a unit adds to the activation, so that a bin means the same for every method.
  const lengths = rowNorms(decoder.rows);
  const activity = matrix(
    codes.rows,
    codes.cols,
    codes.data.map((value, at) => value * lengths[at % codes.cols]!),
  );
  const levels = quantise(activity, PRECISION);
  const unit = decoder.rows.data.map((value, at) => {
    const length = lengths[Math.floor(at / decoder.rows.cols)]!;
    return length > 0 ? (value * PRECISION) / length : 0;
  });
  const told = decoded(levels, { rows: matrix(decoder.rows.rows, decoder.rows.cols, unit), offset: decoder.offset });
  const rest = matrix(
    activations.rows,
    activations.cols,
    activations.data.map((value, at) => value - told.data[at]!),
  );
  const left = denseBits(rest, { noise: PRECISION });
  return descriptionLength({ activity, step: PRECISION }).codeBits + left.reduce((sum, b) => sum + b, 0) / left.length;
}
