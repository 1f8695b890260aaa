import type { View } from "../view.ts";
import type { Compressed } from "./compress.ts";
import { scratch } from "./scratch.ts";

/** Width of a packed row: padded, so that a row is walked in blocks of eight. */
export function paddedWidth(width: number): number {
  return (width + 7) & ~7;
}

/**
 * `C[rows × width] = S · D` for compressed S, its places scaled by {@link paddedWidth}, and a dense view
 * D `[inner × width]`; C is written through strides. O(non-zeros · width).
 */
export function sparseTimesDense(
  { starts, places, values }: Compressed,
  rows: number,
  dense: View,
  inner: number,
  width: number,
  c: Float32Array,
  cOffset: number,
  cRow: number,
  cCol: number,
): void {
  const padded = paddedWidth(width);
  const packed = packRows(dense, inner, width, padded);
  const sums = scratch(0, padded);
  for (let i = 0; i < rows; i++) {
    const from = starts[i]!;
    const to = starts[i + 1]!;
    for (let j = 0; j < padded; j += 8) sumEight(from, to, places, values, packed, j, sums);
    for (let q = 0, at = cOffset + i * cRow; q < width; q++, at += cCol) c[at] = sums[q]!;
  }
}

function sumEight(
  from: number,
  to: number,
  places: Int32Array,
  values: Float64Array,
  packed: Float64Array,
  j: number,
  sums: Float64Array,
): void {
  let c0 = 0;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  let c4 = 0;
  let c5 = 0;
  let c6 = 0;
  let c7 = 0;
  for (let q = from; q < to; q++) {
    const value = values[q]!;
    const at = places[q]! + j;
    c0 += value * packed[at]!;
    c1 += value * packed[at + 1]!;
    c2 += value * packed[at + 2]!;
    c3 += value * packed[at + 3]!;
    c4 += value * packed[at + 4]!;
    c5 += value * packed[at + 5]!;
    c6 += value * packed[at + 6]!;
    c7 += value * packed[at + 7]!;
  }
  sums[j] = c0;
  sums[j + 1] = c1;
  sums[j + 2] = c2;
  sums[j + 3] = c3;
  sums[j + 4] = c4;
  sums[j + 5] = c5;
  sums[j + 6] = c6;
  sums[j + 7] = c7;
}

/** The view as float64 rows of `padded` entries; the padding only reaches sums that are not written. */
function packRows({ data, offset, row, col }: View, rows: number, width: number, padded: number): Float64Array {
  const packed = scratch(3, rows * padded);
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
