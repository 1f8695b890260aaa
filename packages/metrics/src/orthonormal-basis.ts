import type { Matrix } from "@exampledon/core";

/** Share of a row's length below which what is left of it is rounding of its float32 entries. */
const negligible = 1e-6;

/**
 * An orthonormal basis of the span of the rows, float64: Gram–Schmidt, twice per row for orthogonality to machine
 * precision; rows that lie in the span of those before add nothing. O(rows² · dim).
 */
export function orthonormalBasis(rows: Matrix): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let i = 0; i < rows.rows; i++) {
    const row = Float64Array.from(rows.data.subarray(i * rows.cols, (i + 1) * rows.cols));
    const before = lengthOf(row);
    removeSpan(row, basis);
    const length = lengthOf(row);
    if (length === 0 || length < negligible * before) continue;
    basis.push(row.map((value) => value / length));
  }
  return basis;
}

/** Takes away, in place, what of a vector lies in the span of an orthonormal basis. */
export function removeSpan(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const axis of basis) {
      let part = 0;
      for (let k = 0; k < vector.length; k++) part += vector[k]! * axis[k]!;
      for (let k = 0; k < vector.length; k++) vector[k]! -= part * axis[k]!;
    }
  }
}

/** Euclidean length. */
export function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
