/**
 * The `k` largest of rows `[begin, end)` of `cols` numbers, each with its column; row i's are written from `i · k` on, as
 * a heap with the worst on top. Ties: lowest column first. A row with NaN sets `seen[0]` to 1 and is left unfinished.
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
  for (let i = begin; i < end; i++) {
    const base = <usize>(i * k) << 2;
    if (!selectRow(x + ((<usize>i * cols) << 2), cols, k, places + base, values + base)) store<i32>(seen, 1);
    store<i32>(starts + (<usize>i << 2), i * k);
    store<i32>(ends + (<usize>i << 2), i * k + k);
  }
}

function selectRow(row: usize, cols: i32, k: i32, places: usize, values: usize): bool {
  for (let j: i32 = 0; j < k; j++) {
    const value = load<f32>(row + (<usize>j << 2));
    if (value != value) return false;
    store<f32>(values + (<usize>j << 2), value);
    store<i32>(places + (<usize>j << 2), j);
  }
  for (let root = (k >> 1) - 1; root >= 0; root--) {
    sink(places, values, root, k, load<f32>(values + (<usize>root << 2)), load<i32>(places + (<usize>root << 2)));
  }
  let least = load<f32>(values);
  let j = k;
  while (j < cols) {
    if (j + 16 <= cols) {
      // Sixteen at a time while none is above the least; "not at most" lets NaN through.
      const at = row + (<usize>j << 2);
      const bound = f32x4.splat(least);
      const low = v128.and(f32x4.le(v128.load(at), bound), f32x4.le(v128.load(at, 16), bound));
      const high = v128.and(f32x4.le(v128.load(at, 32), bound), f32x4.le(v128.load(at, 48), bound));
      if (i32x4.all_true(v128.and(low, high))) {
        j += 16;
        continue;
      }
    }
    const stop = min(j + 16, cols);
    for (; j < stop; j++) {
      const value = load<f32>(row + (<usize>j << 2));
      if (value > least) {
        sink(places, values, 0, k, value, j);
        least = load<f32>(values);
      } else if (value != value) return false;
    }
  }
  return true;
}

/** Puts a number at the root of a heap of `count`, or below where it belongs. */
function sink(places: usize, values: usize, root: i32, count: i32, value: f32, place: i32): void {
  let parent = root;
  while (true) {
    let child = 2 * parent + 1;
    if (child >= count) break;
    if (child + 1 < count && worse(places, values, child + 1, load<f32>(values + (<usize>child << 2)), load<i32>(places + (<usize>child << 2)))) child++;
    if (!worse(places, values, child, value, place)) break;
    store<f32>(values + (<usize>parent << 2), load<f32>(values + (<usize>child << 2)));
    store<i32>(places + (<usize>parent << 2), load<i32>(places + (<usize>child << 2)));
    parent = child;
  }
  store<f32>(values + (<usize>parent << 2), value);
  store<i32>(places + (<usize>parent << 2), place);
}

/** Whether the heap's number `at` ranks below the given one: smaller, or equal and further right. */
@inline
function worse(places: usize, values: usize, at: i32, value: f32, place: i32): bool {
  const held = load<f32>(values + (<usize>at << 2));
  return held < value || (held == value && load<i32>(places + (<usize>at << 2)) > place);
}

/** Turns the heaps of rows `[begin, end)` into descending order, and their columns into float32. */
export function sortRows(begin: i32, end: i32, work: usize, k: i32, places: usize, values: usize): void {
  for (let i = begin; i < end; i++) {
    const p = places + (<usize>(i * k) << 2);
    const v = values + (<usize>(i * k) << 2);
    for (let last = k - 1; last > 0; last--) {
      const value = load<f32>(v + (<usize>last << 2));
      const place = load<i32>(p + (<usize>last << 2));
      store<f32>(v + (<usize>last << 2), load<f32>(v));
      store<i32>(p + (<usize>last << 2), load<i32>(p));
      sink(p, v, 0, last, value, place);
    }
    for (let j: usize = 0; j < <usize>k << 2; j += 4) store<f32>(p + j, <f32>load<i32>(p + j));
  }
}
