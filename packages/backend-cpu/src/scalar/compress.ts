import type { View } from "../view.ts";
import { bitsOf } from "./bits.ts";
import { scratch, scratchIntegers } from "./scratch.ts";

/** Largest share of non-zeros that counts as sparse. */
export const MAX_DENSITY = 0.25;

/** The non-zeros of a matrix, row by row: row i holds entries `starts[i] … starts[i + 1] − 1`. Lives in scratch. */
export interface Compressed {
  readonly starts: Int32Array;
  /** Column of each entry, times the `scale` asked for. */
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/**
 * Collects the non-zeros of a `[rows × cols]` view; undefined as soon as there are too many to be worth it.
 * One pass over the numbers in storage order, eight at a time while they are zero.
 */
export function compress(view: View, rows: number, cols: number, scale: number): Compressed | undefined {
  return view.col === 1 ? compressRows(view, rows, cols, scale) : compressColumns(view, rows, cols, scale);
}

function compressRows({ data, offset }: View, rows: number, cols: number, scale: number): Compressed | undefined {
  const bits = bitsOf(data);
  const limit = Math.floor(rows * cols * MAX_DENSITY);
  const starts = scratchIntegers(0, rows + 1);
  const places = scratchIntegers(1, limit + cols);
  const values = scratch(1, limit + cols);
  let found = 0;
  starts[0] = 0;
  for (let i = 0, row = offset; i < rows; i++, row += cols) {
    for (let j = 0; j < cols; ) {
      if (j + 8 <= cols && zeros(bits, row + j)) {
        j += 8;
        continue;
      }
      for (const end = Math.min(j + 8, cols); j < end; j++) {
        const value = data[row + j]!;
        if (value === 0) continue;
        places[found] = j * scale;
        values[found++] = value;
      }
    }
    if (found > limit) return undefined;
    starts[i + 1] = found;
  }
  return { starts, places, values };
}

/** The view is stored column by column: collects in that order, then sorts by row, columns staying in order. */
function compressColumns({ data, offset }: View, rows: number, cols: number, scale: number): Compressed | undefined {
  const bits = bitsOf(data);
  const limit = Math.floor(rows * cols * MAX_DENSITY);
  const starts = scratchIntegers(0, rows + 1).fill(0, 0, rows + 1);
  const rowsOf = scratchIntegers(3, limit + rows);
  const placesOf = scratchIntegers(2, limit + rows);
  const valuesOf = scratch(2, limit + rows);
  let found = 0;
  for (let j = 0, column = offset; j < cols; j++, column += rows) {
    for (let i = 0; i < rows; ) {
      if (i + 8 <= rows && zeros(bits, column + i)) {
        i += 8;
        continue;
      }
      for (const end = Math.min(i + 8, rows); i < end; i++) {
        const value = data[column + i]!;
        if (value === 0) continue;
        rowsOf[found] = i;
        placesOf[found] = j * scale;
        valuesOf[found++] = value;
        starts[i]!++;
      }
    }
    if (found > limit) return undefined;
  }
  const places = scratchIntegers(1, found);
  const values = scratch(1, found);
  for (let i = 0, before = 0; i <= rows; i++) {
    const count = starts[i]!;
    starts[i] = before;
    before += count;
  }
  for (let q = 0; q < found; q++) {
    const to = starts[rowsOf[q]!]!++;
    places[to] = placesOf[q]!;
    values[to] = valuesOf[q]!;
  }
  // Filling moved each start to the next row's.
  starts.copyWithin(1, 0, rows);
  starts[0] = 0;
  return { starts, places, values };
}

/** Whether the eight numbers from `at` on are all 0 or −0. */
function zeros(bits: Int32Array, at: number): boolean {
  const all =
    bits[at]! |
    bits[at + 1]! |
    bits[at + 2]! |
    bits[at + 3]! |
    bits[at + 4]! |
    bits[at + 5]! |
    bits[at + 6]! |
    bits[at + 7]!;
  return all << 1 === 0;
}
