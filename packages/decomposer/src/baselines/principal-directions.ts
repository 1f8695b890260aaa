import { type Matrix, matrix } from "@exampledon/core";
import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";
import type { Moments } from "./moments.ts";

/** Eigenvectors of a covariance, by falling variance. */
export interface PrincipalDirections {
  /** `[dim × dim]`, unit rows; the entry of largest magnitude of each is positive. */
  readonly directions: Matrix;
  /** Variance along each direction, `[dim]`, ≥ 0. */
  readonly variances: Float64Array;
  readonly mean: Float32Array;
}

/** Principal directions of the samples behind the moments; O(dim³). */
export function principalDirections({ count, sum, products }: Moments): PrincipalDirections {
  const dim = sum.length;
  const mean = sum.map((value) => value / count);
  const covariance = MlMatrix.zeros(dim, dim);
  for (let i = 0; i < dim; i++) {
    for (let j = i; j < dim; j++) {
      const value = products[i * dim + j]! / count - mean[i]! * mean[j]!;
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, at) => at).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const directions = matrix(dim, dim);
  order.forEach((column, row) => {
    const vector = eigenvectorMatrix.getColumn(column);
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    directions.data.set(largest < 0 ? vector.map((value) => -value) : vector, row * dim);
  });
  return {
    directions,
    variances: Float64Array.from(order, (at) => Math.max(0, realEigenvalues[at]!)),
    mean: Float32Array.from(mean),
  };
}
