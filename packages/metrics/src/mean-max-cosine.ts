import type { Matrix } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import { forEachCosine } from "./cosines.ts";

/** How cosines are compared. */
export interface CosineOptions {
  /** Whether a direction and its negative differ. Default false: |cos|. */
  readonly signed?: boolean;
}

/** What {@link meanMaxCosine} returns. */
export interface MeanMaxCosine {
  /** Mean of `perFeature`. */
  readonly mean: number;
  /** The largest cosine of each feature, `[features]`. */
  readonly perFeature: Float64Array;
  /** The latent that has it, the first one at a tie, `[features]`. */
  readonly best: Int32Array;
}

/**
 * MMCS: how well each feature's direction is found, the largest cosine with any latent, averaged over features
 * (Sharkey et al. 2022). Swap the arguments for the reverse: how well each latent is a feature. Only meaningful beside
 * its chance level, `chanceMeanMaxCosine`.
 * @throws `bad-shape`, `not-finite`
 */
export function meanMaxCosine(
  features: Matrix,
  dictionary: Matrix,
  { signed = false }: CosineOptions = {},
): MeanMaxCosine {
  checkDirections("meanMaxCosine", features, dictionary);
  const perFeature = new Float64Array(features.rows).fill(Number.NEGATIVE_INFINITY);
  const best = new Int32Array(features.rows);
  forEachCosine(features, dictionary, (i, j, cosine) => {
    const value = signed ? cosine : Math.abs(cosine);
    if (value > perFeature[i]!) {
      perFeature[i] = value;
      best[i] = j;
    }
  });
  return { mean: perFeature.reduce((sum, value) => sum + value, 0) / perFeature.length, perFeature, best };
}
