import { relu, sub, type TargetNetwork } from "@exampledon/compute";
import { type Matrix, matrix, normalizeRows, type Rng, rowOf, transpose } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";

/** Random unit directions `[count × dim]`. */
export function randomDirections(rng: Rng, count: number, dim: number): Matrix {
  return normalizeRows(
    matrix(
      count,
      dim,
      Float32Array.from({ length: count * dim }, () => rng.normal()),
    ),
  );
}

/** Samples with exactly one animal each, its coefficient uniform in [0.5, 1.5). */
export function oneAnimalAtATime(animals: Matrix): ActivationSource {
  return {
    dim: animals.cols,
    sample: (rng, batch) => {
      const out = matrix(batch, animals.cols);
      for (let i = 0; i < batch; i++) {
        const animal = rowOf(animals, rng.integer(animals.rows));
        const coefficient = rng.uniform(0.5, 1.5);
        for (let j = 0; j < animals.cols; j++) out.data[i * animals.cols + j] = coefficient * animal[j]!;
      }
      return out;
    },
  };
}

/** The largest |cosine| of each true direction with a found one; rows of both have unit length. */
export function bestCosines(truth: Matrix, found: Matrix): readonly number[] {
  return Array.from({ length: truth.rows }, (_, t) => {
    let best = 0;
    for (let f = 0; f < found.rows; f++) {
      let dot = 0;
      for (let j = 0; j < truth.cols; j++) dot += truth.data[t * truth.cols + j]! * found.data[f * truth.cols + j]!;
      best = Math.max(best, Math.abs(dot));
    }
    return best;
  });
}

/** Arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** A network with one reader per direction, which answers `relu(f · x − threshold)`. */
export function readerNetwork(directions: Matrix, threshold: number): TargetNetwork {
  return {
    inputs: directions.cols,
    outputs: directions.rows,
    sites: [{ name: "readers", weights: transpose(directions) }],
    forward: (x, linear) => relu(sub(linear("readers", x), threshold)),
  };
}
