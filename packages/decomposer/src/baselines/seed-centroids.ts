import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import { randomDirections } from "./random-directions.ts";

/**
 * Starting centroids by k-means++ with distance 1 − cosine: each next one is a row drawn with probability proportional
 * to its distance from the nearest centroid so far. Once no row is left apart, random directions fill the rest.
 * O(count · rows · dim). Arthur and Vassilvitskii (2007).
 * @param unit rows of length 1, or 0, which are never chosen
 */
export function seedCentroids(rng: Rng, unit: Matrix, count: number): Matrix {
  const out = matrix(count, unit.cols);
  const distance = Float64Array.from({ length: unit.rows }, (_, i) => (rowOf(unit, i).some((x) => x !== 0) ? 1 : 0));
  for (let c = 0; c < count; c++) {
    const total = distance.reduce((sum, value) => sum + value, 0);
    if (!(total > 0)) {
      out.data.set(randomDirections(rng, count - c, unit.cols).data, c * unit.cols);
      return out;
    }
    const chosen = rowOf(unit, drawIndex(distance, rng.uniform(0, total)));
    out.data.set(chosen, c * unit.cols);
    for (let i = 0; i < unit.rows; i++) {
      if (distance[i] === 0) continue;
      let cosine = 0;
      const row = rowOf(unit, i);
      for (let j = 0; j < row.length; j++) cosine += row[j]! * chosen[j]!;
      // Equal directions differ from 1 by float32 rounding; they must not be drawn twice.
      distance[i] = cosine > 1 - 1e-6 ? 0 : Math.min(distance[i]!, 1 - cosine);
    }
  }
  return out;
}

/** The index at which the running sum of the weights passes `mark`; never one of weight 0. */
function drawIndex(weights: Float64Array, mark: number): number {
  let last = 0;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i]! > 0)) continue;
    last = i;
    sum += weights[i]!;
    if (sum > mark) return i;
  }
  return last;
}
