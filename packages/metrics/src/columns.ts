import type { Matrix } from "@exampledon/core";

/** Copies column `j` into a float64 list `[rows]`, a given one or a new one. */
export function columnOf(m: Matrix, j: number, into: Float64Array = new Float64Array(m.rows)): Float64Array {
  for (let i = 0, at = j; i < m.rows; i++, at += m.cols) into[i] = m.data[at]!;
  return into;
}
