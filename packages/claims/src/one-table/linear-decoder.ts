import { type Matrix, matrix, multiply } from "@exampledon/core";
import { CholeskyDecomposition, Matrix as DenseMatrix } from "ml-matrix";

/** The affine map from codes to activations that fits best. */
export interface LinearDecoder {
  /** `[units × dim]`; zeros for a unit that never changes. */
  readonly rows: Matrix;
  /** `[dim]`. */
  readonly offset: Float64Array;
}

/** Added to the correlations of the codes, so that codes which depend on each other have a solution, and a small one. */
const RIDGE = 1e-4;

/**
 * Least squares from codes to activations, with a ridge of a ten-thousandth of every code's variance.
 * @param codes `[samples × units]`
 * @param activations `[samples × dim]`
 */
export function linearDecoder(codes: Matrix, activations: Matrix): LinearDecoder {
  const n = codes.rows;
  const [meanCode, meanActivation] = [columnMeans(codes), columnMeans(activations)];
  const centred = shifted(codes, meanCode);
  const deviation = columnMeans({ ...centred, data: centred.data.map((value) => value * value) }).map(Math.sqrt);
  const live = Array.from(deviation.keys()).filter((unit) => deviation[unit]! > 0);
  const rows = matrix(codes.cols, activations.cols);
  const offset = Float64Array.from(meanActivation);
  if (live.length === 0) return { rows, offset };
  const scaled = matrix(n, live.length);
  for (let i = 0; i < n; i++) {
    live.forEach((unit, at) => {
      scaled.data[i * live.length + at] = centred.data[i * codes.cols + unit]! / deviation[unit]!;
    });
  }
  const dense = ({ rows, cols, data }: Matrix): DenseMatrix =>
    DenseMatrix.from1DArray(
      rows,
      cols,
      Array.from(data, (value) => value / n),
    );
  const correlations = dense(multiply(scaled, scaled, { transposeA: true }));
  for (let at = 0; at < live.length; at++) correlations.set(at, at, 1 + RIDGE);
  const cross = dense(multiply(scaled, shifted(activations, meanActivation), { transposeA: true }));
  const solved = new CholeskyDecomposition(correlations).solve(cross);
  live.forEach((unit, at) => {
    for (let k = 0; k < activations.cols; k++) {
      const value = solved.get(at, k) / deviation[unit]!;
      rows.data[unit * activations.cols + k] = value;
      offset[k]! -= value * meanCode[unit]!;
    }
  });
  return { rows, offset };
}

/** `codes · rows + offset`. */
export function decoded(codes: Matrix, { rows, offset }: LinearDecoder): Matrix {
  const out = multiply(codes, rows);
  for (let at = 0; at < out.data.length; at++) out.data[at]! += offset[at % out.cols]!;
  return out;
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(cols);
  for (let at = 0; at < data.length; at++) out[at % cols]! += data[at]! / rows;
  return out;
}

function shifted({ rows, cols, data }: Matrix, by: Float64Array): Matrix {
  return matrix(
    rows,
    cols,
    data.map((value, at) => value - by[at % cols]!),
  );
}
