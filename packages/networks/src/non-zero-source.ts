import { type Matrix, matrix, type Rng } from "@exampledon/core";
import type { InputSource } from "./known-network.ts";

/**
 * A source without the inputs that are 0 throughout, from which nothing is learned. It draws batches of the source until
 * there are enough.
 */
export function nonZeroSource(source: InputSource): InputSource {
  return { dim: source.dim, sample: (rng: Rng, batch: number) => sampleNonZero(source, rng, batch) };
}

function sampleNonZero(source: InputSource, rng: Rng, batch: number): Matrix {
  const { dim } = source;
  const out = matrix(batch, dim);
  for (let kept = 0; kept < batch; ) {
    const { data, rows } = source.sample(rng, batch);
    for (let i = 0; i < rows && kept < batch; i++) {
      const row = data.subarray(i * dim, (i + 1) * dim);
      if (row.some((value) => value !== 0)) out.data.set(row, kept++ * dim);
    }
  }
  return out;
}
