import type { Rng } from "@exampledon/core";
import type { Matrix as Matrix64 } from "ml-matrix";
import { scaleToUnit, unitRows } from "./directions.ts";

/** More than enough: what is left after 300 steps is below float32. */
const steps = 300;

/**
 * Unit rows `[rows × dim]` pushed apart until their sum of squared cosines is least: a unit-norm tight frame (Benedetto
 * and Fickus 2003), whose squared cosines average `(rows/dim − 1)/(rows − 1)`; orthonormal when rows ≤ dim. Gradient
 * descent on the frame potential from random rows. O(300 · rows · dim²).
 */
export function spreadRows(rng: Rng, rows: number, dim: number): Matrix64 {
  let frame = unitRows(rng, rows, dim);
  // The largest eigenvalue of FᵀF is about 4 · max(1, rows/dim) at most: no step overshoots.
  const rate = 0.25 * Math.min(1, dim / rows);
  for (let step = 0; step < steps; step++) {
    const push = frame.mmul(frame.transpose().mmul(frame)).mul(rate);
    frame = scaleToUnit(frame.sub(push));
  }
  return frame;
}
