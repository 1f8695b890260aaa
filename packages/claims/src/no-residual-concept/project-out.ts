import { type Matrix, matrix, multiply } from "@exampledon/core";

/** What is left of vectors `[vectors × dim]` after orthonormal directions `[directions × dim]` are taken away. */
export function projectOut(vectors: Matrix, directions: Matrix): Matrix {
  const spanned = multiply(multiply(vectors, directions, { transposeB: true }), directions).data;
  return matrix(
    vectors.rows,
    vectors.cols,
    vectors.data.map((value, at) => value - spanned[at]!),
  );
}
