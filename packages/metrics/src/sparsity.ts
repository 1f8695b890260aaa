import { assertFinite, type Matrix } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";

/**
 * L0: mean number of active (non-zero) latents per sample of `activity [samples × latents]`.
 * @throws `bad-shape`, `not-finite`
 */
export function l0(activity: Matrix): number {
  return firingFrequency(activity).reduce((sum, value) => sum + value, 0);
}

/**
 * The share of samples in which each latent is active (non-zero), `[latents]`.
 * @throws `bad-shape`, `not-finite`
 */
export function firingFrequency(activity: Matrix): Float64Array {
  checkNotEmpty("firingFrequency", activity);
  assertFinite("firingFrequency", activity);
  const counts = new Float64Array(activity.cols);
  for (let i = 0, at = 0; i < activity.rows; i++) {
    for (let j = 0; j < activity.cols; j++, at++) if (activity.data[at] !== 0) counts[j]!++;
  }
  return counts.map((count) => count / activity.rows);
}

/**
 * Number of latents that are never active on the given samples; says nothing about other samples.
 * @throws `bad-shape`, `not-finite`
 */
export function deadLatents(activity: Matrix): number {
  return firingFrequency(activity).filter((share) => share === 0).length;
}
