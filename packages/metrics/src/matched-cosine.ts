import type { Matrix } from "@exampledon/core";
import { munkres } from "munkres";
import { cosines } from "./cosines.ts";
import type { CosineOptions } from "./mean-max-cosine.ts";

/** What {@link matchedCosine} returns. */
export interface MatchedCosine {
  /** Mean cosine of the pairs. */
  readonly mean: number;
  /** `[feature, latent]`, as many as the smaller side has, by feature. */
  readonly pairs: readonly (readonly [feature: number, latent: number])[];
}

/**
 * MCC: mean cosine under the best one-to-one matching of features and latents, so that one latent cannot serve two
 * features. O(n³); 1000 × 1000 takes a fraction of a second.
 * @throws `bad-shape`, `not-finite`
 */
export function matchedCosine(
  features: Matrix,
  dictionary: Matrix,
  { signed = false }: CosineOptions = {},
): MatchedCosine {
  const table = cosines(features, dictionary);
  const value = signed ? table.data : table.data.map(Math.abs);
  const costs = Array.from({ length: table.rows }, (_, i) =>
    Array.from(value.subarray(i * table.cols, (i + 1) * table.cols), (cosine) => 1 - cosine),
  );
  const pairs = munkres(costs).sort((a, b) => a[0] - b[0]);
  const sum = pairs.reduce((total, [i, j]) => total + value[i * table.cols + j]!, 0);
  return { mean: sum / pairs.length, pairs };
}
