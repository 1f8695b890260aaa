import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/**
 * One fixed-point step of FastICA on all rows of the orthogonal unmixing matrix W `[components × components]` at once:
 * `w ← E[z tanh(w · z)] − E[1 − tanh²(w · z)] w`, then `W ← (W Wᵀ)^(−½) W`. O(samples · components²).
 * Hyvärinen (1999), https://doi.org/10.1109/72.761722, equations 20 and 45
 * @param white whitened samples, `[samples × components]`, row-major
 */
export function fastIcaUpdate(unmixing: Matrix, white: Float64Array): Matrix {
  const n = unmixing.rows;
  const count = white.length / n;
  const next = Matrix.zeros(n, n);
  const pull = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const w = Float64Array.from(unmixing.getRow(row));
    pull.fill(0);
    let slope = 0;
    for (let i = 0; i < count; i++) {
      let source = 0;
      for (let c = 0; c < n; c++) source += w[c]! * white[i * n + c]!;
      const bent = Math.tanh(source);
      slope += 1 - bent * bent;
      for (let c = 0; c < n; c++) pull[c]! += bent * white[i * n + c]!;
    }
    for (let c = 0; c < n; c++) next.set(row, c, (pull[c]! - slope * w[c]!) / count);
  }
  return decorrelate(next);
}

/** The nearest orthogonal matrix, `(W Wᵀ)^(−½) W`. */
export function decorrelate(unmixing: Matrix): Matrix {
  const square = new EigenvalueDecomposition(unmixing.mmul(unmixing.transpose()), { assumeSymmetric: true });
  const vectors = square.eigenvectorMatrix;
  // Rows that are nearly dependent would divide by 0.
  const roots = square.realEigenvalues.map((value) => 1 / Math.sqrt(Math.max(value, Number.MIN_VALUE)));
  return vectors.mmul(Matrix.diag(roots)).mmul(vectors.transpose()).mmul(unmixing);
}
