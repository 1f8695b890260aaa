import { storeLanes } from "./arithmetic";
import { entry, number, put } from "./entries";
import { FRONT } from "./front";

// Mostly-zero matrices by their entries. Row i has the entries `[starts[i], ends[i])`; entry q is in column `places[q]`
// and has the value `values[q]`. Between the rows there may be gaps.

/** Collects what is not 0 in rows `[begin, end)` of a dense matrix; row i gets room for all its `cols` numbers. */
export function compressRows(
  begin: i32,
  end: i32,
  work: usize,
  x: usize,
  cols: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
): void {
  const zero = f32x4.splat(0);
  for (let i = begin; i < end; i++) {
    const start = i * cols;
    let found = start;
    const from = x + (<usize>start << 2);
    let place = i32x4(0, 1, 2, 3);
    for (let j: i32 = 0; j < cols; j += 4, place = i32x4.add(place, i32x4.splat(4))) {
      const four = v128.load(from + (<usize>j << 2));
      let mask = i32x4.bitmask(f32x4.ne(four, zero));
      if (mask == 0) continue;
      // Behind the row's end are the next row's numbers.
      if (cols - j < 4) mask &= (1 << (cols - j)) - 1;
      const front = v128.load(FRONT + (<usize>mask << 4));
      const to = <usize>found << 2;
      if (j + 4 <= cols) {
        // Four fit, for at most j have been found before.
        v128.store(places + to, i8x16.swizzle(place, front));
        v128.store(values + to, i8x16.swizzle(four, front));
      } else if (mask != 0) {
        storeLanes(places + to, i8x16.swizzle(place, front), popcnt(mask));
        storeLanes(values + to, i8x16.swizzle(four, front), popcnt(mask));
      }
      found += popcnt(mask);
    }
    store<i32>(starts + (<usize>i << 2), start);
    store<i32>(ends + (<usize>i << 2), found);
  }
}

/** Number of entries in all rows. */
export function countEntries(rows: i32, starts: usize, ends: usize): i32 {
  let count: i32 = 0;
  for (let i: usize = 0; i < <usize>rows << 2; i += 4) count += load<i32>(ends + i) - load<i32>(starts + i);
  return count;
}

/** Writes rows `[begin, end)` with their zeros. */
export function expandRows(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const row = out + ((<usize>i * cols) << 2);
    memory.fill(row, 0, <usize>cols << 2);
    const to = entry(ends, i);
    for (let q = entry(starts, i); q < to; q++) {
      store<f32>(row + (<usize>entry(places, q) << 2), number(values, q));
    }
  }
}

/** The numbers of a dense matrix at the entries of rows `[begin, end)`. */
export function pickEntries(
  begin: i32,
  end: i32,
  work: usize,
  x: usize,
  cols: i32,
  starts: usize,
  ends: usize,
  places: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const row = x + ((<usize>i * cols) << 2);
    const to = entry(ends, i);
    for (let q = entry(starts, i); q < to; q++) put(out, q, load<f32>(row + (<usize>entry(places, q) << 2)));
  }
}

/** `values` at the entries of rows `[begin, end)` where `gate` is positive, else 0. */
export function gateEntries(
  begin: i32,
  end: i32,
  work: usize,
  gate: usize,
  cols: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const row = gate + ((<usize>i * cols) << 2);
    const to = entry(ends, i);
    for (let q = entry(starts, i); q < to; q++) {
      put(out, q, load<f32>(row + (<usize>entry(places, q) << 2)) > 0 ? number(values, q) : 0);
    }
  }
}

/** `row[places[q]]` for the entries of rows `[begin, end)` whose value is not 0, else 0. */
export function spreadRow(
  begin: i32,
  end: i32,
  work: usize,
  row: usize,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const to = entry(ends, i);
    for (let q = entry(starts, i); q < to; q++) {
      put(out, q, number(values, q) != 0 ? load<f32>(row + (<usize>entry(places, q) << 2)) : 0);
    }
  }
}

/** Sum of two matrices with the same entries, rows `[begin, end)`. */
export function addEntries(begin: i32, end: i32, work: usize, starts: usize, ends: usize, a: usize, b: usize, out: usize): void {
  for (let i = begin; i < end; i++) {
    const to = entry(ends, i);
    for (let q = entry(starts, i); q < to; q++) put(out, q, number(a, q) + number(b, q));
  }
}

/** Columns summed at once: their float64 sums are 512 kB of work memory. */
@inline
const STRIP: i32 = 65536;

/** Sums of columns `[begin, end)`, over `rows` rows. */
export function sumEntries(
  begin: i32,
  end: i32,
  work: usize,
  rows: i32,
  starts: usize,
  ends: usize,
  places: usize,
  values: usize,
  out: usize,
): void {
  for (let first = begin; first < end; first += STRIP) {
    const cols = min(STRIP, end - first);
    memory.fill(work, 0, <usize>cols << 3);
    for (let i: i32 = 0; i < rows; i++) {
      const to = entry(ends, i);
      for (let q = entry(starts, i); q < to; q++) {
        const column = entry(places, q) - first;
        if (<u32>column >= <u32>cols) continue;
        const at = work + (<usize>column << 3);
        store<f64>(at, load<f64>(at) + <f64>number(values, q));
      }
    }
    for (let j: i32 = 0; j < cols; j++) {
      store<f32>(out + (<usize>(first + j) << 2), <f32>load<f64>(work + (<usize>j << 3)));
    }
  }
}
