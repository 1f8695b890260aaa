import { fail } from "@exampledon/core";
import { type BestLatents, bestLatents } from "./best-latents.ts";
import { centred, crossMoments } from "./cross-moments.ts";
import { type LatentRegression, latentRegression } from "./latent-regression.ts";
import { type MatchedFidelity, type MatchedFidelityInput, matchedFidelity } from "./matched-fidelity.ts";
import { meanDefined } from "./mean-defined.ts";

/** One group of features, and the latents that should carry their coefficients. */
export interface FidelityInput extends MatchedFidelityInput {
  /** `latentRegression(activity)`, to share its cost between groups of features. */
  readonly regression?: LatentRegression;
}

/**
 * Means over the features of a group, and the same by feature `[features]`. A feature whose target is constant is
 * undefined, NaN, and left out of the means.
 */
export interface Fidelity {
  /** By the latent with the largest signed cosine to the feature. */
  readonly matched: MatchedFidelity;
  /** By the single latent that correlates most, whatever its direction. */
  readonly best: {
    readonly affine: number;
    readonly perFeature: BestLatents;
  };
  /**
   * By the affine map of all latents that fits best on these very samples. `affine` is flattered by as many free
   * numbers as there are latents: p unrelated latents explain p/samples of anything. `adjusted` takes that off; it is
   * NaN unless there are more samples than independent latents.
   */
  readonly all: {
    readonly affine: number;
    readonly adjusted: number;
    readonly perFeature: { readonly affine: Float64Array; readonly adjusted: Float64Array };
  };
}

/**
 * How well the latents' activities carry the coefficients of a group of features: by the latent that points the same
 * way, by the best single latent, and by all latents together.
 * @throws `bad-shape`, `not-finite`
 */
export function coefficientFidelity({ regression, ...input }: FidelityInput): Fidelity {
  const matched = matchedFidelity(input);
  const { activity, target } = input;
  const map = regression ?? latentRegression(activity);
  if (map.samples !== activity.rows || map.latents !== activity.cols) {
    fail("bad-shape", {
      where: "coefficientFidelity",
      problem: `the regression must be of this activity [${activity.rows} × ${activity.cols}]`,
      got: `[${map.samples} × ${map.latents}]`,
      cure: "leave it out, or pass latentRegression(activity)",
    });
  }
  const { squares, ...centredTarget } = centred(target);
  const cross = crossMoments(activity, centredTarget);
  const best = bestLatents(cross, map.squares, squares);
  const affine = map.rSquared(cross, squares);
  const freedom = activity.rows - 1 - map.rank;
  const adjusted = affine.map((value) =>
    freedom > 0 ? 1 - ((1 - value) * (activity.rows - 1)) / freedom : Number.NaN,
  );
  return {
    matched,
    best: { affine: meanDefined(best.affine), perFeature: best },
    all: { affine: meanDefined(affine), adjusted: meanDefined(adjusted), perFeature: { affine, adjusted } },
  };
}
