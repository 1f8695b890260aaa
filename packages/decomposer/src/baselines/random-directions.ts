import { type Matrix, matrix, normalizeRows, type Rng } from "@exampledon/core";

/** Unit directions drawn uniformly from the sphere, `[count × dim]`. */
export function randomDirections(rng: Rng, count: number, dim: number): Matrix {
  return normalizeRows(
    matrix(
      count,
      dim,
      Float32Array.from({ length: count * dim }, () => rng.normal()),
    ),
  );
}
