import { assertFinite, type Matrix } from "@exampledon/core";
import { CholeskyDecomposition, Matrix as Matrix64 } from "ml-matrix";
import { checkNotEmpty } from "./checks.ts";
import { centred, crossMoments } from "./cross-moments.ts";
import type { Table } from "./table.ts";

/** Added to the correlation matrix of the latents, so that dependent latents do not make it singular. */
const ridge = 1e-9;
/** A latent whose remaining share of variance is below this depends on the latents before it. */
const dependent = 1e-6;

/** The affine map from all latents to any target, ready to be applied to several targets. */
export interface LatentRegression {
  readonly samples: number;
  readonly latents: number;
  /** Sum of squares about the mean of each latent, `[latents]`. */
  readonly squares: Float64Array;
  /** Number of linearly independent latents. */
  readonly rank: number;
  /**
   * R² of the least-squares map per target, `[targets]`.
   * @param cross centred cross-moments of latents and targets, `[latents × targets]`
   * @param targetSquares sum of squares about the mean of each target; 0 gives NaN (undefined)
   */
  rSquared(cross: Table, targetSquares: Float64Array): Float64Array;
}

/**
 * Prepares the least-squares map from `activity [samples × latents]` to any targets: the correlation matrix of the
 * latents that vary, factored by Cholesky. O(Σ active² + latents³).
 * @throws `bad-shape`, `not-finite`
 */
export function latentRegression(activity: Matrix): LatentRegression {
  checkNotEmpty("latentRegression", activity);
  assertFinite("latentRegression", activity);
  const { squares, ...codes } = centred(activity);
  const live = Int32Array.from(squares.keys()).filter((j) => squares[j]! > 0);
  const scale = Float64Array.from(live, (j) => 1 / Math.sqrt(squares[j]!));
  const gram = crossMoments(activity, codes, true);
  const correlation = new Matrix64(live.length, live.length);
  for (let i = 0; i < live.length; i++) {
    for (let j = 0; j < i; j++) {
      const value = gram.data[live[i]! * gram.cols + live[j]!]! * scale[i]! * scale[j]!;
      correlation.set(i, j, value).set(j, i, value);
    }
    correlation.set(i, i, 1 + ridge);
  }
  const factor = new CholeskyDecomposition(correlation).lowerTriangularMatrix
    .to2DArray()
    .map((row) => Float64Array.from(row));
  return {
    samples: activity.rows,
    latents: activity.cols,
    squares,
    rank: factor.filter((row, i) => row[i]! ** 2 > dependent).length,
    rSquared: (cross, targetSquares) => {
      const scaled = Array.from(live, (j, i) =>
        cross.data.subarray(j * cross.cols, (j + 1) * cross.cols).map((value) => value * scale[i]!),
      );
      return explained(factor, scaled, targetSquares);
    },
  };
}

/** `cᵀ (L Lᵀ)⁻¹ c` per column c over its total: the length of L⁻¹c by forward substitution, in place. */
function explained(factor: readonly Float64Array[], c: readonly Float64Array[], total: Float64Array): Float64Array {
  const out = new Float64Array(total.length);
  for (let i = 0; i < c.length; i++) {
    const row = c[i]!;
    const l = factor[i]!;
    let k = 0;
    // Four solved rows at a time: a quarter of the traffic to the row being solved.
    for (; k + 4 <= i; k += 4) {
      const [p, q, r, s] = [c[k]!, c[k + 1]!, c[k + 2]!, c[k + 3]!];
      const [lp, lq, lr, ls] = [l[k]!, l[k + 1]!, l[k + 2]!, l[k + 3]!];
      for (let f = 0; f < row.length; f++) row[f]! -= lp * p[f]! + lq * q[f]! + lr * r[f]! + ls * s[f]!;
    }
    for (; k < i; k++) for (let f = 0; f < row.length; f++) row[f]! -= l[k]! * c[k]![f]!;
    for (let f = 0; f < row.length; f++) {
      row[f]! /= l[i]!;
      out[f]! += row[f]! ** 2;
    }
  }
  return out.map((value, f) => (total[f] === 0 ? Number.NaN : Math.min(1, value / total[f]!)));
}
