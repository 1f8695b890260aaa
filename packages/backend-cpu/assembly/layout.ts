import { transposeFour } from "./pack";

/**
 * Copies rows `[begin, end)` of `cols` numbers between two strided arrays, strides in elements: slices, broadcasts
 * (stride 0) and transposes.
 */
export function copyRows(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  out: usize,
  outRow: i32,
  outCol: i32,
  x: usize,
  xRow: i32,
  xCol: i32,
): void {
  let i = begin;
  if (xRow == 1 && outCol == 1) {
    for (; i + 4 <= end; i += 4) {
      const from = x + (<usize>i << 2);
      const to = out + ((<usize>i * outRow) << 2);
      let j: i32 = 0;
      for (; j + 4 <= cols; j += 4) {
        transposeFour(from + ((<usize>j * xCol) << 2), <usize>xCol << 2, to + (<usize>j << 2), <usize>outRow << 2);
      }
      for (; j < cols; j++) {
        for (let r: i32 = 0; r < 4; r++) {
          store<f32>(to + ((<usize>r * outRow + j) << 2), load<f32>(from + ((<usize>j * xCol + r) << 2)));
        }
      }
    }
  }
  for (; i < end; i++) {
    let from = x + ((<usize>i * xRow) << 2);
    let to = out + ((<usize>i * outRow) << 2);
    if (xCol == 1 && outCol == 1) {
      memory.copy(to, from, <usize>cols << 2);
      continue;
    }
    for (let j: i32 = 0; j < cols; j++, from += <usize>xCol << 2, to += <usize>outCol << 2) {
      store<f32>(to, load<f32>(from));
    }
  }
}
