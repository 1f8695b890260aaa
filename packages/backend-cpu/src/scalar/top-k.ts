import type { TopKLoop } from "../ops/top-k.ts";

/** Up to this `k` a sorted buffer with insertion beats a heap. */
const INSERTION_LIMIT = 32;

/** The largest entries of each row. */
export const topK: TopKLoop = ({ data }, width, k, { data: values }, { data: indices }) => {
  const top = { data, width, k, values, indices };
  const pick = k <= INSERTION_LIMIT ? pickByInsertion : pickByHeap;
  for (let from = 0, to = 0; from < data.length; from += width, to += k) {
    if (!pick(top, from, to)) pickBySort(top, from, to);
  }
};

interface Picking {
  readonly data: Float32Array;
  readonly width: number;
  readonly k: number;
  readonly values: Float32Array;
  readonly indices: Float32Array;
}

/** Keeps the best `k` in order; a later tie never displaces an earlier one. False when it meets a NaN. */
function pickByInsertion({ data, width, k, values, indices }: Picking, from: number, to: number): boolean {
  let held = 0;
  let least = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < width; j++) {
    const value = data[from + j]!;
    if (held === k && value <= least) continue;
    if (Number.isNaN(value)) return false;
    let at = to + (held < k ? held++ : k - 1);
    for (; at > to && values[at - 1]! < value; at--) {
      values[at] = values[at - 1]!;
      indices[at] = indices[at - 1]!;
    }
    values[at] = value;
    indices[at] = j;
    least = values[to + held - 1]!;
  }
  return true;
}

/** Keeps the best `k` in a heap with the worst on top, then empties it from the back. False when it meets a NaN. */
function pickByHeap({ data, width, k, values, indices }: Picking, from: number, to: number): boolean {
  for (let j = 0; j < width; j++) {
    const value = data[from + j]!;
    if (Number.isNaN(value)) return false;
    if (j < k) {
      values[to + j] = value;
      indices[to + j] = j;
      if (j === k - 1) for (let root = (k >> 1) - 1; root >= 0; root--) sink(values, indices, to, root, k);
    } else if (value > values[to]!) {
      values[to] = value;
      indices[to] = j;
      sink(values, indices, to, 0, k);
    }
  }
  for (let last = k - 1; last > 0; last--) {
    swap(values, indices, to, to + last);
    sink(values, indices, to, 0, last);
  }
  return true;
}

function sink(values: Float32Array, indices: Float32Array, to: number, root: number, count: number): void {
  for (let parent = root; ; ) {
    let worst = parent;
    for (let child = 2 * parent + 1; child <= 2 * parent + 2 && child < count; child++) {
      if (ranksBelow(values, indices, to + child, to + worst)) worst = child;
    }
    if (worst === parent) return;
    swap(values, indices, to + parent, to + worst);
    parent = worst;
  }
}

function ranksBelow(values: Float32Array, indices: Float32Array, a: number, b: number): boolean {
  const left = values[a]!;
  const right = values[b]!;
  return left < right || (left === right && indices[a]! > indices[b]!);
}

function swap(values: Float32Array, indices: Float32Array, a: number, b: number): void {
  const value = values[a]!;
  const index = indices[a]!;
  values[a] = values[b]!;
  indices[a] = indices[b]!;
  values[b] = value;
  indices[b] = index;
}

/** The plain way, for rows with NaN. */
function pickBySort({ data, width, k, values, indices }: Picking, from: number, to: number): void {
  const row = data.subarray(from, from + width);
  const order = Array.from(row.keys()).sort((a, b) => {
    const left = row[a]!;
    const right = row[b]!;
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
    return left === right ? 0 : right - left;
  });
  for (let i = 0; i < k; i++) {
    values[to + i] = row[order[i]!]!;
    indices[to + i] = order[i]!;
  }
}
