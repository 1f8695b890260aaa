import { fail, type Rng, rowNorms } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";

/** Activations that the mean length is taken over. */
const SAMPLES = 2048;

/**
 * The factor that brings activations to a mean length of √dim, estimated from 2048 samples: then one set of
 * coefficients and learning rates serves every source.
 * @throws `bad-param` when all of them are 0
 * @see https://transformer-circuits.pub/2024/april-update/index.html#training-saes
 */
export function inputScale(source: ActivationSource, rng: Rng): number {
  const norms = rowNorms(source.sample(rng, SAMPLES));
  const mean = norms.reduce((sum, norm) => sum + norm, 0) / SAMPLES;
  if (!(mean > 0)) {
    fail("bad-param", {
      where: "inputScale",
      problem: "activations that are all 0 have no scale",
      got: `mean length ${mean}`,
      cure: 'train with inputScale "none"',
    });
  }
  return Math.sqrt(source.dim) / mean;
}
