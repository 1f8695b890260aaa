import type { Matrix } from "@exampledon/core";
import { columnOf } from "./columns.ts";
import { meanOf } from "./mean-of.ts";
import type { Table } from "./table.ts";

/** Samples per block: a block of 1000 float64 columns stays in the second-level cache. */
const block = 64;

/**
 * `Aᵀ B`, `[a.cols × b.cols]`, in float64. Skips the zeros of A, so that sparse activities cost what is in them; a dense
 * A costs what a dense product does.
 * @param half leave out what lies above the diagonal, half of the work of a symmetric product
 */
export function crossMoments(a: Matrix, b: Table, half = false): Table {
  const width = b.cols;
  const data = new Float64Array(a.cols * width);
  const rows = new Int32Array(block);
  for (let start = 0; start < a.rows; start += block) {
    const end = Math.min(a.rows, start + block);
    for (let i = 0; i < a.cols; i++) {
      let count = 0;
      for (let s = start; s < end; s++) if (a.data[s * a.cols + i] !== 0) rows[count++] = s;
      if (count === 0) continue;
      const out = data.subarray(i * width, i * width + (half ? i + 1 : width));
      let at = 0;
      for (; at + 4 <= count; at += 4) addFour(out, a, i, rows, at, b.data, width);
      for (; at < count; at++) {
        const s = rows[at]!;
        const factor = a.data[s * a.cols + i]!;
        for (let j = 0, from = s * width; j < out.length; j++, from++) out[j]! += factor * b.data[from]!;
      }
    }
  }
  return { rows: a.cols, cols: width, data };
}

/** Four samples at a time: a quarter of the traffic to the sums. */
function addFour(
  out: Float64Array,
  a: Matrix,
  i: number,
  rows: Int32Array,
  at: number,
  b: Float64Array,
  width: number,
): void {
  let p = rows[at]!;
  let q = rows[at + 1]!;
  let r = rows[at + 2]!;
  let s = rows[at + 3]!;
  const [f, g, h, k] = [
    a.data[p * a.cols + i]!,
    a.data[q * a.cols + i]!,
    a.data[r * a.cols + i]!,
    a.data[s * a.cols + i]!,
  ];
  p *= width;
  q *= width;
  r *= width;
  s *= width;
  for (let j = 0; j < out.length; j++) {
    out[j]! += f * b[p + j]! + g * b[q + j]! + h * b[r + j]! + k * b[s + j]!;
  }
}

/** Columns minus their means, in float64, and the sum of squares that remains of each. */
export function centred(m: Matrix): Table & { readonly squares: Float64Array } {
  const data = new Float64Array(m.data.length);
  const squares = new Float64Array(m.cols);
  const column = new Float64Array(m.rows);
  for (let j = 0; j < m.cols; j++) {
    const mean = meanOf(columnOf(m, j, column));
    for (let i = 0, at = j; i < m.rows; i++, at += m.cols) {
      const value = column[i]! - mean;
      data[at] = value;
      squares[j]! += value * value;
    }
  }
  return { rows: m.rows, cols: m.cols, data, squares };
}
