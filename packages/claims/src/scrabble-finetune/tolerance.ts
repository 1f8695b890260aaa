import { type Matrix, rowOf } from "@exampledon/core";
import { inner } from "./change.ts";

/** Share of pairs that a tool takes for one when it does so up to this distance, 1 − cosine. */
export function mergedShare(cosines: readonly number[], tolerance: number): number {
  return cosines.filter((value) => 1 - value <= tolerance).length / cosines.length;
}

/**
 * The same for features that fine-tuning turned by `weight · v` with Gaussian v: their cosine is `1/√(1 + weight² v²)`,
 * so the ones with |v| up to `√(1/(1 − tolerance)² − 1) / weight` are merged. Tolerance in [0, 1).
 */
export function mergedLaw(tolerance: number, weight: number): number {
  return gaussianWithin(Math.sqrt(1 / (1 - tolerance) ** 2 - 1) / weight);
}

/** Chance that a standard Gaussian lies within ±x; error below 2e-7 (Abramowitz and Stegun 7.1.26). */
export function gaussianWithin(x: number): number {
  const z = x / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - series * Math.exp(-z * z);
}

/** Cosine of each of the first `count` rows to the other row that is most like it. */
export function nearestOthers(directions: Matrix, count: number): number[] {
  return Array.from({ length: Math.min(count, directions.rows) }, (_, i) => {
    let nearest = -1;
    for (let j = 0; j < directions.rows; j++) {
      if (j !== i) nearest = Math.max(nearest, inner(rowOf(directions, i), rowOf(directions, j)));
    }
    return nearest;
  });
}
