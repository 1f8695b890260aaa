import { fail, type Matrix, matrix } from "@exampledon/core";
import { inverse, Matrix as Matrix64 } from "ml-matrix";

/**
 * The dual rows `(E Eᵀ)⁻¹ E` of `E [rows × cols]`: row i reads 1 off row i of E and 0 off every other.
 * @throws `bad-param` when the rows are dependent, as they are when there are more of them than columns
 */
export function dualRows(where: string, rows: Matrix): Matrix {
  const e = Matrix64.from1DArray(rows.rows, rows.cols, Array.from(rows.data));
  const gram = e.mmul(e.transpose());
  const dual = rows.rows > rows.cols ? undefined : invert(gram)?.mmul(e);
  if (!dual?.to1DArray().every(Number.isFinite)) {
    fail("bad-param", {
      where,
      problem: "the directions of the features must be linearly independent",
      got: `[${rows.rows} × ${rows.cols}]`,
      cure: "raise width to at least the number of features",
    });
  }
  return matrix(rows.rows, rows.cols, Float32Array.from(dual.to1DArray()));
}

function invert(m: Matrix64): Matrix64 | undefined {
  try {
    return inverse(m);
  } catch {
    return undefined;
  }
}
