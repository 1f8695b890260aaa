import { type Matrix, matrix, multiply } from "@exampledon/core";
import { CholeskyDecomposition, Matrix as DenseMatrix, EigenvalueDecomposition } from "ml-matrix";

/** Largest singular value of `m [rows × cols]`, from the Gram matrix of its shorter side; float64. */
export function largestSingularValue(m: Matrix): number {
  const gram = m.rows < m.cols ? multiply(m, m, { transposeB: true }) : multiply(m, m, { transposeA: true });
  return Math.sqrt(Math.max(...new EigenvalueDecomposition(dense(gram), { assumeSymmetric: true }).realEigenvalues));
}

/**
 * The shortest change `δ [samples × nodes]` of codes such that `δ · nodes = target`: `target (DᵀD)⁻¹ Dᵀ`.
 * @param nodes D, `[nodes × dim]`, of full column rank
 * @param target `[samples × dim]`
 */
export function leastNormCodes(nodes: Matrix, target: Matrix): Matrix {
  const gram = new CholeskyDecomposition(dense(multiply(nodes, nodes, { transposeA: true })));
  const solved = gram.solve(dense(target).transpose()).transpose();
  return multiply(matrix(target.rows, target.cols, Float32Array.from(solved.to1DArray())), nodes, { transposeB: true });
}

function dense(m: Matrix): DenseMatrix {
  return DenseMatrix.from1DArray(m.rows, m.cols, Array.from(m.data));
}

/** Number of singular values of `m` above a thousandth of the largest; float64, from the Gram matrix of its shorter side. */
export function matrixRank(m: Matrix): number {
  const gram = m.rows < m.cols ? multiply(m, m, { transposeB: true }) : multiply(m, m, { transposeA: true });
  const squares = new EigenvalueDecomposition(dense(gram), { assumeSymmetric: true }).realEigenvalues;
  // float32 entries of the Gram matrix carry no squares smaller than about 1e-7 of the largest.
  return squares.filter((square) => square > 1e-6 * Math.max(...squares)).length;
}
