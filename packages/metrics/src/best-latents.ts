import { assertFinite, type Matrix } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";
import { centred, crossMoments } from "./cross-moments.ts";
import { meanDefined } from "./mean-defined.ts";
import type { Table } from "./table.ts";

/** The single latent that correlates most with each feature's target, and how much: `[features]` each. */
export interface BestLatents {
  readonly latent: Int32Array;
  /** Squared correlation; NaN for a constant target. */
  readonly affine: Float64Array;
}

/**
 * How well the best single latent carries each target, whatever its direction: the part of `coefficientFidelity` that
 * needs no regression. O(active · targets).
 * @param activity `[samples × latents]`
 * @param target `[samples × features]`
 * @throws `bad-shape`, `not-finite`
 */
export function bestLatentFidelity(
  activity: Matrix,
  target: Matrix,
): { readonly affine: number; readonly perFeature: BestLatents } {
  const where = "bestLatentFidelity";
  checkNotEmpty(where, activity);
  checkShape(where, "target", target, activity.rows, target.cols);
  assertFinite(where, activity);
  assertFinite(where, target);
  const { squares, ...centredTarget } = centred(target);
  const perFeature = bestLatents(crossMoments(activity, centredTarget), centred(activity).squares, squares);
  return { affine: meanDefined(perFeature.affine), perFeature };
}

/**
 * The same from centred cross-moments `[latents × features]` and the sums of squares about the means.
 */
export function bestLatents(cross: Table, latentSquares: Float64Array, targetSquares: Float64Array): BestLatents {
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
