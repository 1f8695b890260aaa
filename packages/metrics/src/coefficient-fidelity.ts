import { assertFinite, fail, type Matrix } from "@exampledon/core";
import { auc } from "./auc.ts";
import { checkDirections, checkNotEmpty, checkShape } from "./checks.ts";
import { columnOf } from "./columns.ts";
import { centred, crossMoments } from "./cross-moments.ts";
import { type LatentRegression, latentRegression } from "./latent-regression.ts";
import { meanDefined } from "./mean-defined.ts";
import { meanMaxCosine } from "./mean-max-cosine.ts";
import { rSquaredAffine, rSquaredIdentity } from "./r-squared.ts";
import type { Table } from "./table.ts";

/** One group of features, and the latents that should carry their coefficients. */
export interface FidelityInput {
  /** `[samples × latents]`, in lengths of unit write rows. */
  readonly activity: Matrix;
  /** What the latents are compared with, `[samples × features]`: say whether generating, readings or coefficients. */
  readonly target: Matrix;
  /** `[latents × dim]`. */
  readonly write: Matrix;
  /** `[features × dim]`. */
  readonly features: Matrix;
  /** `latentRegression(activity)`, to share its cost between groups of features. */
  readonly regression?: LatentRegression;
}

/** Means over the features of a group; a feature whose target is constant is undefined and left out. */
export interface Fidelity {
  /** By the latent with the largest signed cosine to the feature; a dead latent scores affine 0 and AUC ½. */
  readonly matched: { readonly identity: number; readonly affine: number; readonly auc: number };
  /** By the single latent that correlates most, whatever its direction. */
  readonly best: { readonly affine: number };
  /**
   * By the affine map of all latents that fits best on these samples; `adjusted` takes off what as many unrelated
   * latents would have fitted, and is NaN unless there are more samples than latents.
   */
  readonly all: { readonly affine: number; readonly adjusted: number };
  /** The same by feature, `[features]`, NaN where undefined. */
  readonly perFeature: {
    readonly matched: {
      readonly latent: Int32Array;
      readonly identity: Float64Array;
      readonly affine: Float64Array;
      readonly auc: Float64Array;
    };
    readonly best: { readonly latent: Int32Array; readonly affine: Float64Array };
    readonly all: { readonly affine: Float64Array; readonly adjusted: Float64Array };
  };
}

/**
 * How well the latents' activities carry the coefficients of a group of features: by the latent that points the same
 * way, by the best single latent, and by all latents together.
 * @throws `bad-shape`, `not-finite`
 */
export function coefficientFidelity({ activity, target, write, features, regression }: FidelityInput): Fidelity {
  const where = "coefficientFidelity";
  checkDirections(where, features, write);
  checkNotEmpty(where, activity);
  checkShape(where, "activity", activity, activity.rows, write.rows);
  checkShape(where, "target", target, activity.rows, features.rows);
  assertFinite(where, target);
  const map = regression ?? latentRegression(activity);
  if (map.samples !== activity.rows || map.latents !== activity.cols) {
    fail("bad-shape", {
      where,
      problem: `the regression must be of this activity [${activity.rows} × ${activity.cols}]`,
      got: `[${map.samples} × ${map.latents}]`,
      cure: "leave it out, or pass latentRegression(activity)",
    });
  }
  const { squares, ...centredTarget } = centred(target);
  const cross = crossMoments(activity, centredTarget);

  const matched = matchedScores(activity, target, meanMaxCosine(features, write, { signed: true }).best);
  const best = bestScores(cross, map.squares, squares);
  const affine = map.rSquared(cross, squares);
  const freedom = activity.rows - 1 - map.rank;
  const all = {
    affine,
    adjusted: affine.map((value) => (freedom > 0 ? 1 - ((1 - value) * (activity.rows - 1)) / freedom : Number.NaN)),
  };
  return {
    matched: {
      identity: meanDefined(matched.identity),
      affine: meanDefined(matched.affine),
      auc: meanDefined(matched.auc),
    },
    best: { affine: meanDefined(best.affine) },
    all: { affine: meanDefined(all.affine), adjusted: meanDefined(all.adjusted) },
    perFeature: { matched, best, all },
  };
}

function matchedScores(activity: Matrix, target: Matrix, latent: Int32Array): Fidelity["perFeature"]["matched"] {
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
  return { latent, identity, affine, auc: detection };
}

function bestScores(
  cross: Table,
  latentSquares: Float64Array,
  targetSquares: Float64Array,
): Fidelity["perFeature"]["best"] {
  const latent = new Int32Array(cross.cols);
  const affine = targetSquares.map((square) => (square === 0 ? Number.NaN : 0));
  for (let i = 0; i < cross.rows; i++) {
    if (latentSquares[i] === 0) continue;
    for (let f = 0; f < cross.cols; f++) {
      const value = cross.data[i * cross.cols + f]! ** 2 / latentSquares[i]! / targetSquares[f]!;
      if (value > affine[f]!) {
        affine[f] = value;
        latent[f] = i;
      }
    }
  }
  return { latent, affine };
}
