/**
 * Indices of at most `limit` points that keep a line's shape: first, last, and the lowest and highest of each bucket.
 * Cost O(points).
 * @param limit at least 4; default 500
 */
export function decimate(y: readonly number[], limit = 500): number[] {
  if (y.length <= limit) return y.map((_, index) => index);
  const buckets = Math.floor((limit - 2) / 2);
  const kept = [0];
  const inner = y.length - 2;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    let low = from;
    let high = from;
    for (let index = from + 1; index < to; index++) {
      if (y[index]! < y[low]!) low = index;
      if (y[index]! > y[high]!) high = index;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  kept.push(y.length - 1);
  return kept;
}
