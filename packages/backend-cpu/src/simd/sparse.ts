import type { Pattern, SparseNumbers } from "../sparse-numbers.ts";
import type { CpuTensor } from "../tensor.ts";
import { type Engine, WORK_BYTES } from "./engine.ts";

/** Largest share of entries at which working with them alone is faster. */
const MAX_DENSITY = 0.4;
/** Numbers, and multiplications, that are worth a thread's while. */
const GRAIN = 16_384;
/** Columns that are summed at once. */
const SUM_GRAIN = 2048;

/** The entries of a matrix, looked for and remembered; undefined where there are too many to be worth it. */
export function entriesOf(engine: Engine, x: CpuTensor): SparseNumbers | undefined {
  if (x.sparse || x.crowded) return x.sparse;
  const { heap, kernels } = engine;
  const cols = x.shape.at(-1)!;
  const rows = x.size / cols;
  const [starts, ends] = [heap.allocate(rows), heap.allocate(rows)];
  const [places, values] = [heap.allocate(x.size), heap.allocate(x.size)];
  const lists = [starts, ends, places, values];
  engine.run("compressRows", rows, grainOf(cols), x.pointer, cols, ...lists.map(({ pointer }) => pointer));
  const count = kernels.countEntries(rows, starts.pointer, ends.pointer);
  if (count > MAX_DENSITY * x.size) {
    for (const block of lists) heap.release(block);
    x.crowded = true;
    return undefined;
  }
  const pattern: Pattern = { rows, cols, room: x.size, count, starts, ends, places, users: 1 };
  x.sparse = { pattern, values };
  return x.sparse;
}

/** The `k` largest of each row as entries; undefined where a row has NaN. */
export function selectEntries(engine: Engine, x: CpuTensor, k: number): SparseNumbers | undefined {
  const { heap } = engine;
  const cols = x.shape.at(-1)!;
  const rows = x.size / cols;
  const [starts, ends] = [heap.allocate(rows), heap.allocate(rows)];
  const [places, values] = [heap.allocate(rows * k), heap.allocate(rows * k)];
  const seen = heap.allocate(1);
  heap.view(seen, 1)[0] = 0;
  const lists = [starts, ends, places, values, seen].map(({ pointer }) => pointer);
  runWith(engine, 8 * (cols + k) + 128, "selectRows", rows, grainOf(cols), x.pointer, cols, k, ...lists);
  const notANumber = heap.view(seen, 1)[0] !== 0;
  heap.release(seen);
  if (notANumber) {
    for (const block of [starts, ends, places, values]) heap.release(block);
    return undefined;
  }
  const count = rows * k;
  return { pattern: { rows, cols, room: count, count, starts, ends, places, users: 1 }, values };
}

/** Puts the entries of {@link selectEntries} in descending order; their places become float32 numbers. */
export function sortEntries(engine: Engine, { pattern, values }: SparseNumbers): void {
  const { rows, room, places } = pattern;
  const k = room / rows;
  runWith(engine, 8 * k, "sortRows", rows, grainOf(16 * k), k, places.pointer, values.pointer);
}

/** Runs a kernel that needs that many bytes of work memory: more than a thread has are lent to one. */
function runWith(
  engine: Engine,
  bytes: number,
  kernel: "selectRows" | "sortRows",
  count: number,
  grain: number,
  ...args: number[]
): void {
  if (bytes <= WORK_BYTES) {
    engine.run(kernel, count, grain, ...args);
    return;
  }
  const work = engine.heap.allocate(bytes / 4);
  engine.kernels[kernel](0, count, work.pointer, ...args);
  engine.heap.release(work);
}

/** The same entries with other values: `write` gets the address for them. */
export function sharingPattern(engine: Engine, pattern: Pattern, write: (values: number) => void): SparseNumbers {
  const values = engine.heap.allocate(pattern.room);
  write(values.pointer);
  pattern.users++;
  return { pattern, values };
}

/** Addresses of a pattern's lists, as kernels take them. */
export function listsOf({ starts, ends, places }: Pattern): [starts: number, ends: number, places: number] {
  return [starts.pointer, ends.pointer, places.pointer];
}

/** Rows that are worth a thread's while, for work in proportion to the entries times `each`. */
export function grainOfEntries({ rows, count }: Pattern, each: number): number {
  return grainOf((each * count) / rows);
}

/** `S · D + bias` to `out`; D `[… × width]` at its address, `bias` may be 0. */
export function sparseTimes(
  engine: Engine,
  { pattern, values }: SparseNumbers,
  dense: number,
  width: number,
  bias: number,
  out: number,
): void {
  const operands = [...listsOf(pattern), values.pointer, dense, width, bias, out];
  engine.run("sparseProduct", pattern.rows, grainOfEntries(pattern, width), ...operands);
}

/** `Sᵀ · D` to `out`, which must be zeros; D `[… × width]` at its address. */
export function sparseTransposedTimes(
  engine: Engine,
  { pattern, values }: SparseNumbers,
  dense: number,
  width: number,
  out: number,
): void {
  const operands = [pattern.rows, ...listsOf(pattern), values.pointer, dense, width, out];
  engine.run("sparseTransposedProduct", width, 32, ...operands);
}

/** Sums of the columns, to `out`. */
export function sumSparse(engine: Engine, { pattern, values }: SparseNumbers, out: number): void {
  // Whoever sums a range of columns must look at all entries, so that ranges are long.
  const grain = Math.max(SUM_GRAIN, grainOf(pattern.count / pattern.cols));
  engine.run("sumEntries", pattern.cols, grain, pattern.rows, ...listsOf(pattern), values.pointer, out);
}

function grainOf(work: number): number {
  return Math.max(1, Math.ceil(GRAIN / Math.max(1, work)));
}
