import { type Matrix, matrix, multiply } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import { descriptionLength, quantise } from "@exampledon/metrics";
import { denseBits } from "@exampledon/sparse-coding";

/** Precision to which samples are told, along each dimension; also the width of an activity's bins. */
const NOISE = 0.05;

/**
 * Bits per sample that tell activations to a precision of 0.05 along each dimension: every component's rounded activity
 * by an entropy code of its own, and what these leave by a Gaussian code, in excess of noise of that size. Comparable
 * between decompositions whatever they leave unexplained; the dictionary itself is not counted.
 * @param activity of the decomposition on `activations`, `[samples × components]`
 */
export function descriptionBits({ write, offset }: Decomposition, activations: Matrix, activity: Matrix): number {
  const levels = quantise(activity, NOISE);
  const told = multiply(levels, write);
  const rest = matrix(
    activations.rows,
    activations.cols,
    activations.data.map((value, at) => value - NOISE * told.data[at]! - offset[at % offset.length]!),
  );
  const left = denseBits(rest, { noise: NOISE });
  const { codeBits } = descriptionLength({ activity, step: NOISE });
  return codeBits + left.reduce((sum, bits) => sum + bits, 0) / left.length;
}
