import type { Matrix } from "@exampledon/core";
import { meanMaxCosine } from "./mean-max-cosine.ts";

/**
 * The share of latents left when all that point at the same feature count once: 1 when no two latents have the same
 * nearest feature by |cos|. A row of zeros counts as pointing at feature 0.
 * @throws `bad-shape`, `not-finite`
 */
export function uniqueness(features: Matrix, dictionary: Matrix): number {
  return new Set(meanMaxCosine(dictionary, features).best).size / dictionary.rows;
}
