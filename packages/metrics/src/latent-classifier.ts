import { assertFinite, type Matrix } from "@exampledon/core";
import { checkShape } from "./checks.ts";
import { meanMaxCosine } from "./mean-max-cosine.ts";
import { meanOf } from "./mean-of.ts";

/** Latents, and the features that they are to detect. */
export interface LatentClassifierInput {
  /** `[samples × latents]`. */
  readonly activity: Matrix;
  /** Coefficients of the features, `[samples × features]`. */
  readonly target: Matrix;
  /** `[latents × dim]`. */
  readonly write: Matrix;
  /** `[features × dim]`. */
  readonly features: Matrix;
}

/** What {@link latentClassifier} returns; a list has one entry per latent. */
export interface LatentClassifier {
  /** The feature that each latent points at. */
  readonly matched: Int32Array;
  readonly truePositives: Int32Array;
  readonly falsePositives: Int32Array;
  readonly falseNegatives: Int32Array;
  readonly precision: Float64Array;
  readonly recall: Float64Array;
  readonly f1: Float64Array;
  /** Means over latents, the dead ones with their zeros included. */
  readonly mean: { readonly precision: number; readonly recall: number; readonly f1: number };
}

/**
 * How well each latent detects the feature that it points at: a latent is on when its activity is positive, a feature
 * when its coefficient is. The feature is the one of largest |cos|, not the one of most similar activity. 0 where a
 * ratio is undefined. As SAELens evaluates its synthetic models.
 * @throws `bad-shape`, `not-finite`
 */
export function latentClassifier({ activity, target, write, features }: LatentClassifierInput): LatentClassifier {
  const where = "latentClassifier";
  const matched = meanMaxCosine(write, features).best;
  checkShape(where, "activity", activity, activity.rows, write.rows);
  checkShape(where, "target", target, activity.rows, features.rows);
  assertFinite(where, activity);
  assertFinite(where, target);
  const [truePositives, falsePositives, falseNegatives] = [0, 1, 2].map(() => new Int32Array(write.rows)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let i = 0; i < activity.rows; i++) {
    for (let j = 0; j < write.rows; j++) {
      const found = activity.data[i * activity.cols + j]! > 0;
      const there = target.data[i * target.cols + matched[j]!]! > 0;
      if (found && there) truePositives[j]!++;
      else if (found) falsePositives[j]!++;
      else if (there) falseNegatives[j]!++;
    }
  }
  const ratio = (other: Int32Array, weight: number): Float64Array =>
    Float64Array.from(truePositives, (hits, j) => (hits === 0 ? 0 : hits / (hits + other[j]! / weight)));
  const precision = ratio(falsePositives, 1);
  const recall = ratio(falseNegatives, 1);
  const f1 = ratio(
    falsePositives.map((count, j) => count + falseNegatives[j]!),
    2,
  );
  const mean = { precision: meanOf(precision), recall: meanOf(recall), f1: meanOf(f1) };
  return { matched, truePositives, falsePositives, falseNegatives, precision, recall, f1, mean };
}
