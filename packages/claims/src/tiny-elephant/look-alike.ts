import { type Matrix, matrix, normalizeRows } from "@exampledon/core";

/**
 * A new animal that looks like another activation: `unit(resemblance · unit(model) + √(1 − resemblance²) · own)`.
 * @param own unit direction of the animal as it is by itself, `[1 × dim]`
 * @param model `[1 × dim]`, not zero
 * @param resemblance 0 (only itself) … 1 (the model's direction)
 */
export function lookAlike(own: Matrix, model: Matrix, resemblance: number): Matrix {
  const unit = normalizeRows(model).data;
  const rest = Math.sqrt(1 - resemblance * resemblance);
  return normalizeRows(
    matrix(
      1,
      own.cols,
      own.data.map((value, k) => resemblance * unit[k]! + rest * value),
    ),
  );
}

/** Inner product of two vectors of one width. */
export function dot(a: Matrix, b: Matrix): number {
  return a.data.reduce((sum, value, k) => sum + value * b.data[k]!, 0);
}

/** Elementwise sum. */
export function plus(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((value, at) => value + b.data[at]!),
  );
}

/** What of a vector is orthogonal to another, of any length but 0. */
export function without(vector: Matrix, other: Matrix): Matrix {
  const share = dot(vector, other) / dot(other, other);
  return matrix(
    vector.rows,
    vector.cols,
    vector.data.map((value, at) => value - share * other.data[at]!),
  );
}
