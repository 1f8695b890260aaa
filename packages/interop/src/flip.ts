import { matrix, transpose } from "@exampledon/core";

/** The transpose `[cols × rows]` of flat numbers `[rows × cols]`. */
export function flip(data: Float32Array, rows: number, cols: number): Float32Array {
  return transpose(matrix(rows, cols, data)).data;
}
