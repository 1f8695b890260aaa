import { assertFinite, type Matrix } from "@exampledon/core";
import { auc } from "./auc.ts";
import { checkDirections, checkNotEmpty, checkShape } from "./checks.ts";
import { columnOf } from "./columns.ts";
import { meanDefined } from "./mean-defined.ts";
import { meanMaxCosine } from "./mean-max-cosine.ts";
import { rSquaredAffine, rSquaredIdentity } from "./r-squared.ts";

/** One group of features, and the latents that should carry their coefficients. */
export interface MatchedFidelityInput {
  /** `[samples × latents]`, in lengths of unit write rows. */
  readonly activity: Matrix;
  /** What the latents are compared with, `[samples × features]`: say whether generating, readings or coefficients. */
  readonly target: Matrix;
  /** `[latents × dim]`. */
  readonly write: Matrix;
  /** `[features × dim]`. */
  readonly features: Matrix;
}

/**
 * Means over the features of a group, and the same by feature `[features]`. A dead latent scores affine 0 and AUC ½;
 * a feature whose target is constant is undefined, NaN, and left out of the means.
 */
export interface MatchedFidelity {
  readonly identity: number;
  readonly affine: number;
  readonly auc: number;
  readonly perFeature: {
    readonly latent: Int32Array;
    readonly identity: Float64Array;
    readonly affine: Float64Array;
    readonly auc: Float64Array;
  };
}

/**
 * How well the latent with the largest signed cosine to a feature carries that feature's coefficient: the part of
 * `coefficientFidelity` that needs no regression. O(features · (latents · dim + samples · log samples)).
 * @throws `bad-shape`, `not-finite`
 */
export function matchedFidelity({ activity, target, write, features }: MatchedFidelityInput): MatchedFidelity {
  const where = "matchedFidelity";
  checkDirections(where, features, write);
  checkNotEmpty(where, activity);
  checkShape(where, "activity", activity, activity.rows, write.rows);
  checkShape(where, "target", target, activity.rows, features.rows);
  assertFinite(where, activity);
  assertFinite(where, target);
  const latent = meanMaxCosine(features, write, { signed: true }).best;
  const identity = new Float64Array(latent.length);
  const affine = new Float64Array(latent.length);
  const detection = new Float64Array(latent.length);
  const wanted = new Float64Array(target.rows);
  const found = new Float64Array(target.rows);
  for (let f = 0; f < latent.length; f++) {
    columnOf(target, f, wanted);
    columnOf(activity, latent[f]!, found);
    identity[f] = rSquaredIdentity(wanted, found);
    affine[f] = rSquaredAffine(wanted, found);
    detection[f] = auc(wanted, found);
  }
  return {
    identity: meanDefined(identity),
    affine: meanDefined(affine),
    auc: meanDefined(detection),
    perFeature: { latent, identity, affine, auc: detection },
  };
}
