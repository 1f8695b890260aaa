import { type Matrix, matrix, multiply, rowOf } from "@exampledon/core";

/** Below this share of entries that are not 0, skipping zeros beats the tiled product. */
const SPARSE_SHARE = 0.2;

/**
 * `activity · write + offset`, `[batch × dim]`; skips zeros when activity is sparse, with the same bits either way.
 * O(entries that are not 0 · dim).
 * @param activity `[batch × components]`
 * @param write `[components × dim]`
 */
export function reconstructFrom(activity: Matrix, write: Matrix, offset: Float32Array): Matrix {
  let active = 0;
  for (let at = 0; at < activity.data.length; at++) if (activity.data[at] !== 0) active++;
  const out = active < SPARSE_SHARE * activity.data.length ? sparseProduct(activity, write) : multiply(activity, write);
  for (let at = 0; at < out.data.length; at++) out.data[at]! += offset[at % out.cols]!;
  return out;
}

function sparseProduct(activity: Matrix, write: Matrix): Matrix {
  const out = matrix(activity.rows, write.cols);
  const sum = new Float64Array(write.cols);
  for (let i = 0; i < activity.rows; i++) {
    sum.fill(0);
    const row = rowOf(activity, i);
    for (let c = 0; c < row.length; c++) {
      const amount = row[c]!;
      if (amount === 0) continue;
      for (let j = 0, at = c * write.cols; j < write.cols; j++, at++) sum[j]! += amount * write.data[at]!;
    }
    out.data.set(sum, i * write.cols);
  }
  return out;
}
