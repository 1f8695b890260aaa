import { fail, type Matrix } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import { forEachCosine } from "./cosines.ts";

/** What {@link splitting} returns. */
export interface Splitting {
  /** How many latents point at each feature, `[features]`. */
  readonly perFeature: Int32Array;
  /** Share of the features that at least one latent points at. */
  readonly found: number;
  /** Share of the features that two latents or more point at. */
  readonly split: number;
}

/**
 * How many latents share each feature: those of |cos| above the threshold (default 0.9).
 * @throws `bad-shape`, `not-finite`; `bad-param` when the threshold is outside [0, 1]
 */
export function splitting(features: Matrix, dictionary: Matrix, threshold = 0.9): Splitting {
  checkDirections("splitting", features, dictionary);
  if (!(threshold >= 0 && threshold <= 1)) {
    fail("bad-param", {
      where: "splitting",
      problem: "threshold must be in [0, 1]",
      got: threshold,
      cure: "pass a cosine such as 0.9",
    });
  }
  const perFeature = new Int32Array(features.rows);
  forEachCosine(features, dictionary, (feature, _, cosine) => {
    if (Math.abs(cosine) > threshold) perFeature[feature]!++;
  });
  const share = (least: number): number => perFeature.filter((count) => count >= least).length / features.rows;
  return { perFeature, found: share(1), split: share(2) };
}
