import { fail, type Matrix, rowOf } from "@exampledon/core";
import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";

/** Directions of variance below this share of the largest count as constant. */
const CONSTANT = 1e-9;

/** Samples turned to unit covariance. */
export interface Whitened {
  /** Mean of the samples, `[dim]`. */
  readonly mean: Float64Array;
  /** Number of directions kept. */
  readonly components: number;
  /** Whitening rows `K`, `[components × dim]`: `white = (x − mean) Kᵀ`. */
  readonly forward: MlMatrix;
  /** The way back `K⁺ᵀ`, `[components × dim]`: `x ≈ white · back + mean`. */
  readonly back: MlMatrix;
  /** `[samples × components]`, row-major. */
  readonly white: Float64Array;
}

/**
 * Samples `[samples × dim]` in their principal directions, each scaled to unit variance; O(samples · dim² + dim³).
 * @param wanted how many directions, by falling variance; 0 for all that vary
 * @throws `bad-param` when the samples vary along fewer directions, or none
 */
export function whiten(where: string, samples: Matrix, wanted: number): Whitened {
  const { rows: count, cols: dim } = samples;
  const mean = new Float64Array(dim);
  for (let at = 0; at < samples.data.length; at++) mean[at % dim]! += samples.data[at]! / count;
  const covariance = MlMatrix.zeros(dim, dim);
  const centred = Array.from({ length: count }, (_, i) => Float64Array.from(rowOf(samples, i), (v, j) => v - mean[j]!));
  for (let i = 0; i < dim; i++) {
    for (let j = i; j < dim; j++) {
      let sum = 0;
      for (const row of centred) sum += row[i]! * row[j]!;
      covariance.set(i, j, sum / count);
      covariance.set(j, i, sum / count);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, at) => at).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  const largest = realEigenvalues[order[0]!]!;
  const varying = largest > 0 ? order.filter((at) => realEigenvalues[at]! > CONSTANT * largest).length : 0;
  const components = wanted === 0 ? varying : wanted;
  if (components > varying || varying === 0) {
    fail("bad-param", {
      where,
      problem: `components must be at most ${varying}, the number of directions in which the ${count} samples vary`,
      got: wanted,
      cure: "lower components, or draw more samples",
    });
  }
  const chosen = order.slice(0, components);
  const forward = rowsOf(chosen, dim, (at) => 1 / Math.sqrt(realEigenvalues[at]!), eigenvectorMatrix);
  const back = rowsOf(chosen, dim, (at) => Math.sqrt(realEigenvalues[at]!), eigenvectorMatrix);
  const white = new Float64Array(count * components);
  centred.forEach((row, i) => {
    for (let c = 0; c < components; c++) {
      let sum = 0;
      for (let j = 0; j < dim; j++) sum += forward.get(c, j) * row[j]!;
      white[i * components + c] = sum;
    }
  });
  return { mean, components, forward, back, white };
}

function rowsOf(chosen: readonly number[], dim: number, scale: (at: number) => number, vectors: MlMatrix): MlMatrix {
  const out = MlMatrix.zeros(chosen.length, dim);
  chosen.forEach((column, row) => {
    for (let j = 0; j < dim; j++) out.set(row, j, scale(column) * vectors.get(j, column));
  });
  return out;
}
