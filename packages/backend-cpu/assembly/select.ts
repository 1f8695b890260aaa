import { firstLanes } from "./arithmetic";
import { FRONT } from "./front";

/**
 * The `k` largest of rows `[begin, end)` of `cols` numbers, each with its column, columns ascending; row i's are written
 * from `i · k` on. Ties: lowest column first. A row with NaN sets `seen` to 1 and is left out.
 *
 * A bound from below comes from the largest of many groups, so that few candidates are left, and bisection finds the
 * k-th of them: no step depends on the order of the numbers. Needs `8 (cols + k) + 128` bytes of work memory.
 */
export function selectRows(
  begin: i32,
  end: i32,
  work: usize,
  x: usize,
  cols: i32,
  k: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  seen: usize,
): void {
  const foundValues = work;
  const foundPlaces = work + (<usize>cols << 2) + 32;
  const groups = foundPlaces + (<usize>cols << 2) + 32;
  for (let i = begin; i < end; i++) {
    store<i32>(starts + (<usize>i << 2), i * k);
    store<i32>(ends + (<usize>i << 2), i * k + k);
    const row = x + ((<usize>i * cols) << 2);
    if (hasNaN(row, cols)) {
      store<i32>(seen, 1);
      continue;
    }
    const bound = lowerBound(row, cols, k, groups);
    const found = collect(row, cols, bound, foundValues, foundPlaces);
    const base = <usize>(i * k) << 2;
    keep(foundValues, foundPlaces, found, k, values + base, places + base);
  }
}

function hasNaN(row: usize, cols: i32): bool {
  let odd = f32x4.splat(0);
  let left = cols;
  for (; left >= 4; left -= 4, row += 16) {
    const four = v128.load(row);
    odd = v128.or(odd, f32x4.ne(four, four));
  }
  const rest = v128.load(row);
  return v128.any_true(v128.or(odd, v128.and(f32x4.ne(rest, rest), firstLanes(left))));
}

/** A number that at least k of the row reach: the k-th largest of the largest of some 2 k groups. */
function lowerBound(row: usize, cols: i32, k: i32, groups: usize): f32 {
  const vectors = (k + 1) >> 1;
  const whole = cols >> 2;
  if (whole < 2 * vectors) return -Infinity;
  for (let v: i32 = 0; v < vectors; v++) v128.store(groups + (<usize>v << 4), v128.load(row + (<usize>v << 4)));
  for (let at = vectors; at < whole; at += vectors) {
    const count = min(vectors, whole - at);
    const from = row + (<usize>at << 4);
    for (let v: usize = 0; v < <usize>count << 4; v += 16) {
      v128.store(groups + v, f32x4.pmax(v128.load(groups + v), v128.load(from + v)));
    }
  }
  return kthOf(groups, vectors << 2, k);
}

/** The largest number that at least k of `count` reach, or one that exactly k reach; `count` ≥ k. */
function kthOf(x: usize, count: i32, k: i32): f32 {
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  const padding = count & 3;
  const whole = <usize>(count - padding) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    low = f32x4.pmin(low, v128.load(x + at));
    high = f32x4.pmax(high, v128.load(x + at));
  }
  if (padding != 0) {
    const rest = firstLanes(padding);
    low = f32x4.pmin(low, v128.bitselect(v128.load(x + whole), f32x4.splat(Infinity), rest));
    high = f32x4.pmax(high, v128.bitselect(v128.load(x + whole), f32x4.splat(-Infinity), rest));
  }
  // Invariant: at least k reach `reached`, fewer than k reach `missed`.
  let reached = keyOf(min(min(lane(low, 0), lane(low, 1)), min(lane(low, 2), lane(low, 3))));
  let missed = <i64>keyOf(max(max(lane(high, 0), lane(high, 1)), max(lane(high, 2), lane(high, 3)))) + 1;
  while (<i64>reached + 1 < missed) {
    const middle = <i32>((<i64>reached + missed) >> 1);
    const reach = countFrom(x, count, numberOf(middle));
    if (reach == k) return numberOf(middle);
    if (reach > k) reached = middle;
    else missed = middle;
  }
  return numberOf(reached);
}

@inline
function lane(x: v128, at: i32): f32 {
  if (at == 0) return f32x4.extract_lane(x, 0);
  if (at == 1) return f32x4.extract_lane(x, 1);
  if (at == 2) return f32x4.extract_lane(x, 2);
  return f32x4.extract_lane(x, 3);
}

/** Whole numbers in the order of the float32 numbers, −0 as 0. */
@inline
function keyOf(x: f32): i32 {
  const bits = reinterpret<i32>(x + 0);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

@inline
function numberOf(key: i32): f32 {
  return reinterpret<f32>(key ^ ((key >> 31) & 0x7fffffff));
}

/** How many of `count` numbers are at least `bound`. */
function countFrom(x: usize, count: i32, bound: f32): i32 {
  const bounds = f32x4.splat(bound);
  let counts = i32x4.splat(0);
  const whole = <usize>(count & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) counts = i32x4.sub(counts, f32x4.ge(v128.load(x + at), bounds));
  counts = i32x4.sub(counts, v128.and(f32x4.ge(v128.load(x + whole), bounds), firstLanes(count & 3)));
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

/** Collects the numbers that reach the bound, with their columns; returns how many. */
function collect(row: usize, cols: i32, bound: f32, values: usize, places: usize): i32 {
  const bounds = f32x4.splat(bound);
  let found: usize = 0;
  for (let j: i32 = 0; j < cols; j += 4) {
    const four = v128.load(row + (<usize>j << 2));
    let mask = i32x4.bitmask(f32x4.ge(four, bounds));
    if (mask == 0) continue;
    if (cols - j < 4) mask &= (1 << (cols - j)) - 1;
    const front = v128.load(FRONT + (<usize>mask << 4));
    v128.store(values + (found << 2), i8x16.swizzle(four, front));
    v128.store(places + (found << 2), i8x16.swizzle(i32x4.add(i32x4.splat(j), i32x4(0, 1, 2, 3)), front));
    found += popcnt(mask);
  }
  return <i32>found;
}

/** Writes the k largest of the candidates, in their order; of those that tie for the last place, the first. */
function keep(foundValues: usize, foundPlaces: usize, found: i32, k: i32, values: usize, places: usize): void {
  const last = kthOf(foundValues, found, k);
  let ties = k;
  for (let q: usize = 0; q < <usize>found << 2; q += 4) ties -= i32(load<f32>(foundValues + q) > last);
  let to: usize = 0;
  for (let q: usize = 0; q < <usize>found << 2; q += 4) {
    const value = load<f32>(foundValues + q);
    if (value < last) continue;
    if (value == last) {
      if (ties == 0) continue;
      ties--;
    }
    store<f32>(values + to, value);
    store<i32>(places + to, load<i32>(foundPlaces + q));
    to += 4;
  }
}

/**
 * Sorts the `k` entries of rows `[begin, end)` by value, descending, equal ones by column, and turns columns into
 * float32. Needs `8 k` bytes of work memory.
 */
export function sortRows(begin: i32, end: i32, work: usize, k: i32, places: usize, values: usize): void {
  for (let i = begin; i < end; i++) {
    const row = <usize>(i * k) << 2;
    mergeSort(values + row, places + row, work, work + (<usize>k << 2), k);
    for (let at: usize = 0; at < <usize>k << 2; at += 4) {
      store<f32>(places + row + at, <f32>load<i32>(places + row + at));
    }
  }
}

/** Merges sorted runs of 1, 2, 4 … numbers; stable, so that columns stay in order where values are equal. */
function mergeSort(values: usize, places: usize, spareValues: usize, sparePlaces: usize, count: i32): void {
  for (let run: i32 = 1; run < count; run *= 2) {
    for (let start: i32 = 0; start < count; start += 2 * run) {
      const middle = min(start + run, count);
      const stop = min(start + 2 * run, count);
      let a = start;
      let b = middle;
      for (let to = start; to < stop; to++) {
        const first =
          b >= stop || (a < middle && load<f32>(values + (<usize>a << 2)) >= load<f32>(values + (<usize>b << 2)));
        const from = <usize>(first ? a++ : b++) << 2;
        store<f32>(spareValues + (<usize>to << 2), load<f32>(values + from));
        store<i32>(sparePlaces + (<usize>to << 2), load<i32>(places + from));
      }
    }
    memory.copy(values, spareValues, <usize>count << 2);
    memory.copy(places, sparePlaces, <usize>count << 2);
  }
}
