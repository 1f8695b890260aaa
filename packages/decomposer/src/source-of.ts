import type { Matrix, Rng } from "@exampledon/core";
import type { ActivationSource } from "./contract.ts";

/** Anything whose samples carry activations, such as a planted world. */
export interface Sampler {
  readonly dim: number;
  sample(rng: Rng, batch: number): { readonly activations: Matrix };
}

/** The activations of a planted world, or of any sampler, without its ground truth. */
export function sourceOf(sampler: Sampler): ActivationSource {
  return { dim: sampler.dim, sample: (rng, batch) => sampler.sample(rng, batch).activations };
}
