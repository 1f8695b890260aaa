import type { Matrix } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import type { Table } from "./table.ts";

/**
 * Cosines of every feature with every row of a dictionary, `[features × latents]`; a row of zeros has cosine 0 with
 * everything. Cost O(features · latents · dim).
 * @throws `bad-shape`, `not-finite`
 */
export function cosines(features: Matrix, dictionary: Matrix): Table {
  checkDirections("cosines", features, dictionary);
  const data = new Float64Array(features.rows * dictionary.rows);
  forEachCosine(features, dictionary, (i, j, cosine) => {
    data[i * dictionary.rows + j] = cosine;
  });
  return { rows: features.rows, cols: dictionary.rows, data };
}

/** Calls back with every cosine, row by row, without keeping them. */
export function forEachCosine(
  features: Matrix,
  dictionary: Matrix,
  visit: (feature: number, latent: number, cosine: number) => void,
): void {
  const dim = features.cols;
  const left = unitRows(features);
  const right = dictionary === features ? left : unitRows(dictionary);
  for (let i = 0; i < features.rows; i++) {
    const row = left.subarray(i * dim, (i + 1) * dim);
    for (let j = 0, at = 0; j < dictionary.rows; j++) {
      let sum = 0;
      for (let k = 0; k < dim; k++, at++) sum += row[k]! * right[at]!;
      visit(i, j, sum);
    }
  }
}

/** Rows scaled to unit length in float64, flat; rows of zeros stay zero. */
function unitRows(m: Matrix): Float64Array {
  const out = new Float64Array(m.data);
  for (let i = 0; i < m.rows; i++) {
    const row = out.subarray(i * m.cols, (i + 1) * m.cols);
    let square = 0;
    for (const value of row) square += value * value;
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let k = 0; k < row.length; k++) row[k]! *= scale;
  }
  return out;
}
