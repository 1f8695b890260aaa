import { type Matrix, matrix, type Rng, rng, rowOf } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";

/** Data with a known answer. */
export interface PlantedDictionary {
  /** Unit directions `[features × dim]`. */
  readonly truth: Matrix;
  readonly source: ActivationSource;
}

/** Probability that a feature is on in a sample. */
const ACTIVE = 0.12;

/**
 * Sparse sums of orthonormal features, easy for any method: each is on in 12 % of the samples, independently, with a
 * coefficient around a size of its own between 0.7 and 1.6, so that their variances differ too.
 * @param features at most `dim`
 */
export function plantedDictionary(
  features = 12,
  dim = 16,
  seed: number | string = "planted dictionary",
): PlantedDictionary {
  const truth = orthonormalRows(rng(seed).split("directions"), features, dim);
  return {
    truth,
    source: {
      dim,
      sample: (stream, batch) => {
        const out = matrix(batch, dim);
        for (let i = 0; i < batch; i++) {
          const row = rowOf(out, i);
          for (let f = 0; f < features; f++) {
            if (stream.uniform() >= ACTIVE) continue;
            const coefficient = stream.uniform(0.8, 1.2) * (0.7 + (0.9 * f) / Math.max(1, features - 1));
            rowOf(truth, f).forEach((value, j) => {
              row[j]! += coefficient * value;
            });
          }
        }
        return out;
      },
    },
  };
}

/** Gram–Schmidt on gaussian rows. */
function orthonormalRows(stream: Rng, rows: number, cols: number): Matrix {
  const out = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    let row = Float64Array.from({ length: cols }, () => stream.normal());
    for (let p = 0; p < i; p++) {
      const other = rowOf(out, p);
      const along = row.reduce((sum, value, j) => sum + value * other[j]!, 0);
      row = row.map((value, j) => value - along * other[j]!);
    }
    const length = Math.hypot(...row);
    rowOf(out, i).set(row.map((value) => value / length));
  }
  return out;
}
