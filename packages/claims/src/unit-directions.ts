import { type Matrix, matrix, normalizeRows, type Rng } from "@exampledon/core";

/** Random unit rows `[rows × dim]`, uniform on the sphere. */
export function unitDirections(rng: Rng, rows: number, dim: number): Matrix {
  return normalizeRows(
    matrix(
      rows,
      dim,
      Float32Array.from({ length: rows * dim }, () => rng.normal()),
    ),
  );
}
