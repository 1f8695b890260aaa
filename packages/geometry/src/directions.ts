import { type Matrix, matrix, type Rng } from "@exampledon/core";
import { Matrix as Matrix64, QrDecomposition } from "ml-matrix";

/**
 * Random orthonormal rows `[rows × dim]`, uniform over all such sets (Mezzadri 2007, arXiv:math-ph/0609050); needs
 * rows ≤ dim. Float64, so that several maps can be chained and rounded once.
 */
export function orthonormalRows(rng: Rng, rows: number, dim: number): Matrix64 {
  const qr = new QrDecomposition(gaussian(rng, rows, dim).transpose());
  const q = qr.orthogonalMatrix;
  const r = qr.upperTriangularMatrix;
  // QR alone is not uniform: its signs follow the algorithm. Taking those of R's diagonal away makes it so.
  for (let j = 0; j < rows; j++) if (r.get(j, j) < 0) q.mulColumn(j, -1);
  return q.transpose();
}

/** The first `rows` coordinate axes `[rows × dim]`. */
export function axisRows(rows: number, dim: number): Matrix64 {
  return Matrix64.eye(rows, dim);
}

/** Gaussian rows scaled to unit length `[rows × dim]`: uniform on the sphere. */
export function unitRows(rng: Rng, rows: number, dim: number): Matrix64 {
  return scaleToUnit(gaussian(rng, rows, dim));
}

/** Scales every row to unit length, in place. */
export function scaleToUnit(rows: Matrix64): Matrix64 {
  return rows.divColumnVector(Matrix64.pow(rows, 2).sum("row").map(Math.sqrt));
}

/**
 * The map of a subspace of `dim` dimensions into a stream of `width` by random orthonormal axes; width 0 leaves rows
 * `[n × dim]` as they are.
 */
export function embedding(rng: Rng, dim: number, width: number): (rows: Matrix64) => Matrix64 {
  if (width === 0) return (rows) => rows;
  const axes = orthonormalRows(rng, dim, width);
  return (rows) => rows.mmul(axes);
}

/** Rounds to float32, the only rounding that directions undergo. */
export function toFloat32(m: Matrix64): Matrix {
  return matrix(m.rows, m.columns, new Float32Array(m.to1DArray()));
}

function gaussian(rng: Rng, rows: number, dim: number): Matrix64 {
  const out = new Matrix64(rows, dim);
  for (let i = 0; i < rows; i++) for (let j = 0; j < dim; j++) out.set(i, j, rng.normal());
  return out;
}
