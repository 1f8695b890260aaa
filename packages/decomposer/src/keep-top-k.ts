import { type Matrix, rowOf } from "@exampledon/core";

/**
 * Sets all but the `k` largest positive entries of each row to 0, in place; ties: lowest index first.
 * Insertion into a sorted list: O(cols + k² log(cols / k)) a row, which beats sorting while k is small.
 * @param scales what column j is divided by for the comparison; default 1
 */
export function keepTopK(m: Matrix, k: number, scales?: Float32Array): void {
  const best = new Float64Array(k);
  const index = new Int32Array(k);
  const values = new Float32Array(k);
  for (let i = 0; i < m.rows; i++) {
    const row = rowOf(m, i);
    let count = 0;
    for (let j = 0; j < row.length; j++) {
      const value = row[j]!;
      if (!(value > 0)) continue;
      const rank = scales ? value / scales[j]! : value;
      if (count === k && !(rank > best[k - 1]!)) continue;
      let at = count < k ? count++ : k - 1;
      for (; at > 0 && rank > best[at - 1]!; at--) {
        best[at] = best[at - 1]!;
        index[at] = index[at - 1]!;
      }
      best[at] = rank;
      index[at] = j;
    }
    for (let slot = 0; slot < count; slot++) values[slot] = row[index[slot]!]!;
    row.fill(0);
    for (let slot = 0; slot < count; slot++) row[index[slot]!] = values[slot]!;
  }
}
