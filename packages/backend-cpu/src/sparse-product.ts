import { scratch } from "./scratch.ts";
import type { View } from "./view.ts";

/** Largest share of non-zeros that takes the sparse path. */
const MAX_DENSITY = 0.1;

/** The non-zeros of a matrix, row by row: `values[starts[i] … starts[i + 1])` and where their dense rows begin. */
export interface Compressed {
  readonly rows: number;
  readonly inner: number;
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** Whether at most a tenth of `count` entries differ from 0; stops counting as soon as it is too many. */
export function isSparse({ data, offset }: View, count: number): boolean {
  const limit = Math.floor(count * MAX_DENSITY);
  let found = 0;
  for (let i = offset; i < offset + count; ) {
    const end = Math.min(i + 256, offset + count);
    for (; i < end; i++) if (data[i]! !== 0) found++;
    if (found > limit) return false;
  }
  return true;
}

/** Collects the non-zeros of a `[rows × inner]` view, for a product with a dense matrix of `width` columns. */
export function compress({ data, offset, col }: View, rows: number, inner: number, width: number): Compressed {
  const count = rows * inner;
  const padded = (width + 3) & ~3;
  const starts = new Int32Array(rows + 1);
  const rowMajor = col === 1;
  if (rowMajor) {
    for (let i = 0, at = offset, found = 0; i < rows; i++) {
      for (const end = at + inner; at < end; at++) if (data[at]! !== 0) found++;
      starts[i + 1] = found;
    }
  } else {
    for (let p = 0, at = offset; p < inner; p++) {
      for (let i = 0; i < rows; i++, at++) if (data[at]! !== 0) starts[i + 1]!++;
    }
    for (let i = 0; i < rows; i++) starts[i + 1]! += starts[i]!;
  }
  const total = starts[rows]!;
  const places = new Int32Array(total);
  const values = scratch(1, Math.max(total, Math.ceil(count * MAX_DENSITY)));
  if (rowMajor) {
    for (let i = 0, at = offset, to = 0; i < rows; i++) {
      for (let p = 0; p < inner; p++, at++) {
        const value = data[at]!;
        if (value === 0) continue;
        places[to] = p * padded;
        values[to++] = value;
      }
    }
  } else {
    const next = starts.slice();
    for (let p = 0, at = offset; p < inner; p++) {
      for (let i = 0; i < rows; i++, at++) {
        const value = data[at]!;
        if (value === 0) continue;
        const to = next[i]!++;
        places[to] = p * padded;
        values[to] = value;
      }
    }
  }
  return { rows, inner, starts, places, values };
}

/** `C = S · D` for compressed S and a dense view D `[inner × width]`, C written through strides. */
export function sparseTimesDense(
  sparse: Compressed,
  dense: View,
  width: number,
  c: Float32Array,
  cOffset: number,
  cRow: number,
  cCol: number,
): void {
  const padded = (width + 3) & ~3;
  const packed = packRows(dense, sparse.inner, width, padded);
  const { rows, starts, places, values } = sparse;
  for (let i = 0; i < rows; i++) {
    const from = starts[i]!;
    const to = starts[i + 1]!;
    for (let j = 0, at = cOffset + i * cRow; j < width; j += 4) {
      let c0 = 0;
      let c1 = 0;
      let c2 = 0;
      let c3 = 0;
      for (let q = from; q < to; q++) {
        const value = values[q]!;
        const place = places[q]! + j;
        c0 += value * packed[place]!;
        c1 += value * packed[place + 1]!;
        c2 += value * packed[place + 2]!;
        c3 += value * packed[place + 3]!;
      }
      c[at] = c0;
      at += cCol;
      if (j + 1 < width) c[at] = c1;
      at += cCol;
      if (j + 2 < width) c[at] = c2;
      at += cCol;
      if (j + 3 < width) c[at] = c3;
      at += cCol;
    }
  }
}

/** The view as float64 rows of `padded` entries; the padding is never written to a result, so it stays as it is. */
function packRows({ data, offset, row, col }: View, rows: number, width: number, padded: number): Float64Array {
  const packed = scratch(2, rows * padded);
  if (col === 1) {
    for (let p = 0; p < rows; p++) {
      const base = offset + p * row;
      for (let j = 0, to = p * padded; j < width; j++) packed[to++] = data[base + j]!;
    }
  } else {
    for (let j = 0; j < width; j++) {
      const base = offset + j * col;
      for (let p = 0, to = j; p < rows; p++, to += padded) packed[to] = data[base + p * row]!;
    }
  }
  return packed;
}
