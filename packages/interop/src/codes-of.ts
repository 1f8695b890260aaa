import { type Matrix, matrix } from "@exampledon/core";
import type { SavedSae } from "./saved-sae.ts";
import { decoderLengths } from "./to-decomposition.ts";
import { weightsOf } from "./weights-of.ts";

/**
 * The codes that the format's own program gives, `[batch × latents]`, from the activity of {@link toDecomposition}: activity
 * is in lengths of unit decoder rows, codes are in lengths of the rows that are stored, except with
 * `rescale_acts_by_decoder_norm`.
 */
export function codesOf(saved: SavedSae, activity: Matrix): Matrix {
  const weights = weightsOf(saved);
  const lengths = decoderLengths(weights);
  const scale = (i: number): number => (weights.rescaled ? 1 : lengths[i] || 1);
  return matrix(
    activity.rows,
    activity.cols,
    activity.data.map((value, at) => value / scale(at % activity.cols)),
  );
}
