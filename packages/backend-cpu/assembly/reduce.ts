import { storeLanes } from "./arithmetic";

/** Numbers whose sum is one part of a long one: what makes it independent of how parts are shared out. */
@inline
const PART: i32 = 8192;

/** Sum of `count` numbers in float64, in a fixed order. */
function sumOf(x: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let left = count;
  for (; left >= 4; left -= 4, x += 16) {
    const four = v128.load(x);
    low = f64x2.add(low, f64x2.promote_low_f32x4(four));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3)));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; left > 0; left--, x += 4) sum += <f64>load<f32>(x);
  return sum;
}

/** Largest of `count` numbers; NaN if one is. */
function maxOf(x: usize, count: i32): f32 {
  let best = f32x4.splat(-Infinity);
  let left = count;
  for (; left >= 4; left -= 4, x += 16) best = f32x4.max(best, v128.load(x));
  let most = max(
    max(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1)),
    max(f32x4.extract_lane(best, 2), f32x4.extract_lane(best, 3)),
  );
  for (; left > 0; left--, x += 4) most = max(most, load<f32>(x));
  return most;
}

/** Sums of rows `[begin, end)` of length `cols`. */
export function sumRows(begin: i32, end: i32, work: usize, x: usize, cols: i32, out: usize): void {
  for (let i = begin; i < end; i++) store<f32>(out + (<usize>i << 2), <f32>sumOf(x + ((<usize>i * cols) << 2), cols));
}

/** Largest of rows `[begin, end)`. */
export function maxRows(begin: i32, end: i32, work: usize, x: usize, cols: i32, out: usize): void {
  for (let i = begin; i < end; i++) store<f32>(out + (<usize>i << 2), maxOf(x + ((<usize>i * cols) << 2), cols));
}

/** Sums of parts `[begin, end)` of one long row, in float64; {@link sumParts} adds them up. */
export function sumPartly(begin: i32, end: i32, work: usize, x: usize, size: i32, parts: usize): void {
  for (let i = begin; i < end; i++) {
    const at = i * PART;
    store<f64>(parts + (<usize>i << 3), sumOf(x + (<usize>at << 2), min(PART, size - at)));
  }
}

/** Sum of `count` float64 numbers. */
export function sumParts(parts: usize, count: i32, out: usize): void {
  let sum: f64 = 0;
  for (let i: i32 = 0; i < count; i++, parts += 8) sum += load<f64>(parts);
  store<f32>(out, <f32>sum);
}

/** Columns summed at once: their float64 sums stay in the first-level cache. */
@inline
const STRIP: i32 = 512;

/** Sums over the rows of columns `[begin, end)` of a `rows × cols` matrix, in float64. */
export function sumColumns(begin: i32, end: i32, work: usize, x: usize, rows: i32, cols: i32, out: usize): void {
  for (let j = begin; j < end; j += STRIP) {
    const count = min(STRIP, end - j);
    const vectors = (count + 3) >> 2;
    memory.fill(work, 0, <usize>vectors << 5);
    for (let i: i32 = 0; i < rows; i++) {
      let from = x + ((<usize>i * cols + j) << 2);
      let sums = work;
      for (let v: i32 = 0; v < vectors; v++, from += 16, sums += 32) {
        const four = v128.load(from);
        const high = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
        v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(four)));
        v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(high)), 16);
      }
    }
    for (let q: i32 = 0; q < count; q++) {
      store<f32>(out + (<usize>(j + q) << 2), <f32>load<f64>(work + (<usize>q << 3)));
    }
  }
}

/** Largest over the rows of columns `[begin, end)`. */
export function maxColumns(begin: i32, end: i32, work: usize, x: usize, rows: i32, cols: i32, out: usize): void {
  for (let j = begin; j < end; j += 4) {
    let best = f32x4.splat(-Infinity);
    let from = x + (<usize>j << 2);
    for (let i: i32 = 0; i < rows; i++, from += <usize>cols << 2) best = f32x4.max(best, v128.load(from));
    storeLanes(out + (<usize>j << 2), best, min(4, end - j));
  }
}

/** Whether no number is NaN or ±∞: such a number times 0 is NaN, and so is any sum with it. */
export function allFinite(x: usize, count: i32): i32 {
  const zero = f32x4.splat(0);
  let sum = zero;
  let left = count;
  for (; left >= 4; left -= 4, x += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(x), zero));
  for (; left > 0; left--, x += 4) sum = f32x4.add(sum, f32x4.splat(load<f32>(x) * 0));
  return i32(!v128.any_true(f32x4.ne(sum, zero)));
}
