import type { Matrix } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import { lengthOf, orthonormalBasis, removeSpan } from "./orthonormal-basis.ts";

/**
 * What is left of each vector after projecting out some directions, as a share of its length, `[vectors]`: 0 inside
 * their span, 1 orthogonal to it, NaN (undefined) for a vector of length 0. Directions may be dependent and of any length.
 * @throws `bad-shape`, `not-finite`
 */
export function projectionResidual(vectors: Matrix, directions: Matrix): Float64Array {
  checkDirections("projectionResidual", vectors, directions);
  const basis = orthonormalBasis(directions);
  return Float64Array.from({ length: vectors.rows }, (_, i) => {
    const row = Float64Array.from(vectors.data.subarray(i * vectors.cols, (i + 1) * vectors.cols));
    const before = lengthOf(row);
    removeSpan(row, basis);
    return lengthOf(row) / before;
  });
}
