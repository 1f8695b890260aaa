import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import { freshStreams } from "../fresh-streams.ts";
import type { InputSource } from "../known-network.ts";
import type { Directions } from "./directions.ts";

/** Inputs, and what they were built from. */
export interface ReadoutBatch {
  /** `[batch × dim]`. */
  readonly inputs: Matrix;
  /** Strength of each animal: one per sample, the rest 0, `[batch × animals]`. */
  readonly animals: Matrix;
  /** What was added of each attribute beside the animal, in units of `f'_j`, `[batch × attributes]`. */
  readonly attributes: Matrix;
}

/** Inputs of a readout network. */
export interface ReadoutSource extends InputSource {
  /** As `sample`, with what built each input. @throws `bad-param` when batch < 1 */
  draw(rng: Rng, batch: number): ReadoutBatch;
}

/**
 * One animal per sample and independent variation of every attribute:
 * `a = c f_i + (jitter/√dim) Σ_j ξ_j f'_j` with `c` uniform and `ξ` Gaussian. Animals and jitter have streams of their own:
 * two sources that differ in jitter see the same animals.
 */
export function readoutSource(
  where: string,
  { animals, attributes }: Directions,
  {
    jitter,
    strengthLow,
    strengthHigh,
  }: { readonly jitter: number; readonly strengthLow: number; readonly strengthHigh: number },
): ReadoutSource {
  const dim = animals.cols;
  const deviation = jitter / Math.sqrt(dim);
  const draw = (rng: Rng, batch: number): ReadoutBatch => {
    const streams = freshStreams(where, rng, batch);
    const [animal, variation] = [streams.split("animals"), streams.split("jitter")];
    const strengths = matrix(batch, animals.rows);
    const added = matrix(batch, attributes.rows);
    const inputs = matrix(batch, dim);
    const sum = new Float64Array(dim);
    for (let sample = 0; sample < batch; sample++) {
      const which = animal.integer(animals.rows);
      const strength = animal.uniform(strengthLow, strengthHigh);
      strengths.data[sample * animals.rows + which] = strength;
      rowOf(animals, which).forEach((value, k) => {
        sum[k] = strength * value;
      });
      for (let j = 0; deviation > 0 && j < attributes.rows; j++) {
        const amount = variation.normal(0, deviation);
        added.data[sample * attributes.rows + j] = amount;
        for (let k = 0, at = j * dim; k < dim; k++, at++) sum[k]! += amount * attributes.data[at]!;
      }
      inputs.data.set(sum, sample * dim);
    }
    return { inputs, animals: strengths, attributes: added };
  };
  return { dim, draw, sample: (rng, batch) => draw(rng, batch).inputs };
}
