import type { Matrix } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import { forEachCosine } from "./cosines.ts";

/** What {@link readOffInterference} returns. */
export interface Interference {
  /** Root mean square of the cosines. */
  readonly rms: number;
  /** Largest |cosine|. */
  readonly max: number;
  /** Number of ordered pairs. */
  readonly pairs: number;
}

/**
 * What reading off one feature picks up of another: the cosines between `features` and `others`. Without `others`,
 * between different features of the one group; NaN when it has a single one. O(features · others · dim) time, no table.
 * @throws `bad-shape`, `not-finite`
 */
export function readOffInterference(features: Matrix, others: Matrix = features): Interference {
  checkDirections("readOffInterference", features, others);
  const within = features === others;
  let square = 0;
  let max = 0;
  forEachCosine(features, others, (i, j, cosine) => {
    if (within && i === j) return;
    square += cosine * cosine;
    max = Math.max(max, Math.abs(cosine));
  });
  const pairs = features.rows * (others.rows - (within ? 1 : 0));
  return { rms: Math.sqrt(square / pairs), max: pairs === 0 ? Number.NaN : max, pairs };
}
