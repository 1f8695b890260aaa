import { type Matrix, rowOf } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import { composedLatents } from "@exampledon/metrics";
import type { Composition } from "./objective.ts";

/** What the latents of one SAE are. */
export interface LatentCounts {
  /** Live latents that are a feature. */
  readonly true: number;
  /** Live latents that are a pair. */
  readonly composed: number;
  /** Live latents that are neither. */
  readonly other: number;
  /** Features, and pairs, that some latent is. */
  readonly features: number;
  readonly pairs: number;
  /** Mean of squared error plus penalty over the samples; what an L1 SAE minimises. */
  readonly objective: number;
}

/** Compares live latents with features and pairs. @param l1Coefficient weight of the penalty in `objective` */
export function readLatents(
  decomposition: Decomposition,
  { groups }: Composition,
  activations: Matrix,
  l1Coefficient: number,
): LatentCounts {
  const activity = decomposition.activity(activations);
  const rebuilt = decomposition.reconstruct(activations);
  const firing = new Float64Array(activity.cols);
  let penalty = 0;
  for (let i = 0; i < activity.rows; i++) {
    rowOf(activity, i).forEach((z, latent) => {
      if (z === 0) return;
      firing[latent]! += 1 / activity.rows;
      penalty += z;
    });
  }
  const error = activations.data.reduce((sum, x, at) => sum + (x - rebuilt.data[at]!) ** 2, 0);
  const found = composedLatents({ groups, write: decomposition.write, firing });
  return {
    true: found.true,
    composed: found.composed,
    other: found.other,
    features: found.features,
    pairs: found.compositions,
    objective: (error + l1Coefficient * penalty) / activations.rows,
  };
}
