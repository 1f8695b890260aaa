import { firstLanes, lanes, madd, storeLanes } from "./arithmetic";
import { entry, number, put } from "./entries";

// Products of mostly-zero matrices, held by their entries as in "sparse", and dense ones.

/** Rows `[begin, end)` of `S · D + bias`, dense D `[… × width]`; `bias` may be 0. */
export function sparseProduct(
  begin: i32,
  end: i32,
  work: usize,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  dense: usize,
  width: i32,
  bias: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const from = entry(starts, i);
    const to = entry(ends, i);
    const row = out + ((<usize>i * width) << 2);
    for (let j: i32 = 0; j < width; j += 32) thirtyTwo(from, to, places, values, dense, width, j, bias, row);
  }
}

/** Columns `[j, j + 32)` of a row of the product, or as many as there are. */
function thirtyTwo(
  from: i32,
  to: i32,
  places: usize,
  values: usize,
  dense: usize,
  width: i32,
  j: i32,
  bias: usize,
  row: usize,
): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  const base = dense + (<usize>j << 2);
  const stride = <usize>width << 2;
  for (let q = from; q < to; q++) {
    const value = v128.load_splat<f32>(values + (<usize>q << 2));
    const at = base + <usize>entry(places, q) * stride;
    c0 = madd(value, v128.load(at), c0);
    c1 = madd(value, v128.load(at, 16), c1);
    c2 = madd(value, v128.load(at, 32), c2);
    c3 = madd(value, v128.load(at, 48), c3);
    c4 = madd(value, v128.load(at, 64), c4);
    c5 = madd(value, v128.load(at, 80), c5);
    c6 = madd(value, v128.load(at, 96), c6);
    c7 = madd(value, v128.load(at, 112), c7);
  }
  finish(row, c0, j, width, bias);
  finish(row, c1, j + 4, width, bias);
  finish(row, c2, j + 8, width, bias);
  finish(row, c3, j + 12, width, bias);
  finish(row, c4, j + 16, width, bias);
  finish(row, c5, j + 20, width, bias);
  finish(row, c6, j + 24, width, bias);
  finish(row, c7, j + 28, width, bias);
}

/** Writes four columns of the product, those that exist. */
@inline
function finish(row: usize, sums: v128, j: i32, width: i32, bias: usize): void {
  if (j >= width) return;
  const at = <usize>j << 2;
  if (bias != 0) sums = f32x4.add(sums, v128.load(bias + at));
  storeLanes(row + at, sums, min(4, width - j));
}

/**
 * Adds columns `[begin, end)` of `Sᵀ · D`, `begin` a multiple of 32, to zeros: S of `rows` rows, dense D `[rows × width]`.
 * Row by row of D, 32 numbers of it in registers: each sum adds up in the order of the rows.
 */
export function sparseTransposedProduct(
  begin: i32,
  end: i32,
  work: usize,
  rows: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  dense: usize,
  width: i32,
  out: usize,
): void {
  const stride = <usize>width << 2;
  for (let j = begin; j < end; j += 32) {
    const count = min(32, end - j);
    for (let i: i32 = 0; i < rows; i++) {
      const from = dense + <usize>i * stride + (<usize>j << 2);
      const first = entry(starts, i);
      const last = entry(ends, i);
      if (count == 32) addThirtyTwo(first, last, places, values, from, out + (<usize>j << 2), stride);
      else addFew(first, last, places, values, from, out + (<usize>j << 2), stride, count);
    }
  }
}

function addThirtyTwo(
  first: i32,
  last: i32,
  places: usize,
  values: usize,
  from: usize,
  out: usize,
  stride: usize,
): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from, 16);
  const d2 = v128.load(from, 32);
  const d3 = v128.load(from, 48);
  const d4 = v128.load(from, 64);
  const d5 = v128.load(from, 80);
  const d6 = v128.load(from, 96);
  const d7 = v128.load(from, 112);
  for (let q = first; q < last; q++) {
    const value = v128.load_splat<f32>(values + (<usize>q << 2));
    const at = out + <usize>entry(places, q) * stride;
    v128.store(at, madd(value, d0, v128.load(at)));
    v128.store(at, madd(value, d1, v128.load(at, 16)), 16);
    v128.store(at, madd(value, d2, v128.load(at, 32)), 32);
    v128.store(at, madd(value, d3, v128.load(at, 48)), 48);
    v128.store(at, madd(value, d4, v128.load(at, 64)), 64);
    v128.store(at, madd(value, d5, v128.load(at, 80)), 80);
    v128.store(at, madd(value, d6, v128.load(at, 96)), 96);
    v128.store(at, madd(value, d7, v128.load(at, 112)), 112);
  }
}

/** The same for fewer columns. */
function addFew(
  first: i32,
  last: i32,
  places: usize,
  values: usize,
  from: usize,
  out: usize,
  stride: usize,
  count: i32,
): void {
  const whole = <usize>(count & ~3) << 2;
  const rest = count & 3;
  for (let q = first; q < last; q++) {
    const value = v128.load_splat<f32>(values + (<usize>q << 2));
    const to = out + <usize>entry(places, q) * stride;
    for (let at: usize = 0; at < whole; at += 16) {
      v128.store(to + at, madd(value, v128.load(from + at), v128.load(to + at)));
    }
    if (rest != 0) storeLanes(to + whole, madd(value, v128.load(from + whole), v128.load(to + whole)), rest);
  }
}

/**
 * `left[i] · right[places[q]]` for the entries q of rows `[begin, end)` whose value is not 0, else 0: the product of two
 * dense matrices where a third has entries. Rows of `left` and `right` have `width` numbers.
 */
export function sparseDots(
  begin: i32,
  end: i32,
  work: usize,
  left: usize,
  right: usize,
  width: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  out: usize,
): void {
  const stride = <usize>width << 2;
  const whole = <usize>(width & ~3) << 2;
  const rest = firstLanes(width & 3);
  const zero = f32x4.splat(0);
  for (let i = begin; i < end; i++) {
    const row = left + <usize>i * stride;
    const to = entry(ends, i);
    let q = entry(starts, i);
    for (; q + 4 <= to; q += 4) {
      const r0 = right + <usize>entry(places, q) * stride;
      const r1 = right + <usize>entry(places, q + 1) * stride;
      const r2 = right + <usize>entry(places, q + 2) * stride;
      const r3 = right + <usize>entry(places, q + 3) * stride;
      let c0 = zero;
      let c1 = zero;
      let c2 = zero;
      let c3 = zero;
      for (let at: usize = 0; at < whole; at += 16) {
        const l = v128.load(row + at);
        c0 = madd(l, v128.load(r0 + at), c0);
        c1 = madd(l, v128.load(r1 + at), c1);
        c2 = madd(l, v128.load(r2 + at), c2);
        c3 = madd(l, v128.load(r3 + at), c3);
      }
      if (whole < stride) {
        // What lies behind a row is of another one, or nobody's: it may be NaN.
        const l = v128.and(v128.load(row + whole), rest);
        c0 = madd(l, v128.and(v128.load(r0 + whole), rest), c0);
        c1 = madd(l, v128.and(v128.load(r1 + whole), rest), c1);
        c2 = madd(l, v128.and(v128.load(r2 + whole), rest), c2);
        c3 = madd(l, v128.and(v128.load(r3 + whole), rest), c3);
      }
      const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
      const sums = f32x4.add(
        f32x4.add(v128.shuffle<f32>(low01, low23, 0, 1, 4, 5), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5)),
        f32x4.add(v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), v128.shuffle<f32>(high01, high23, 2, 3, 6, 7)),
      );
      v128.store(
        out + (<usize>q << 2),
        v128.and(sums, f32x4.ne(v128.load(values + (<usize>q << 2)), zero)),
      );
    }
    for (; q < to; q++) {
      const r = right + <usize>entry(places, q) * stride;
      let c = zero;
      for (let at: usize = 0; at < whole; at += 16) c = madd(v128.load(row + at), v128.load(r + at), c);
      if (whole < stride) {
        c = madd(v128.and(v128.load(row + whole), rest), v128.and(v128.load(r + whole), rest), c);
      }
      put(out, q, number(values, q) != 0 ? lanes(c) : 0);
    }
  }
}
