// Panels of a matrix product's operands: what a tile reads lies side by side, in the order of reading.

/** Rows of a tile. */
@inline
export const MR: i32 = 4;
/** Columns of a tile. */
@inline
export const NR: i32 = 8;

/** Packs rows `[i, i + rows)`, columns `[p, p + kc)` of A into panels of four rows, k-major; missing rows are 0. */
export function packA(a: usize, row: i32, col: i32, i: i32, rows: i32, p: i32, kc: i32, to: usize): void {
  for (let r: i32 = 0; r < rows; r += MR) {
    let from: usize = a + (((<usize>(i + r)) * row + <usize>p * col) << 2);
    const present = min(MR, rows - r);
    if (present < MR) packEdge(from, row, col, present, kc, to, MR);
    else if (col == 1) packFourRows(from, <usize>row << 2, kc, to);
    else if (row == 1) {
      let at = to;
      for (let q: i32 = 0; q < kc; q++, at += 16, from += <usize>col << 2) v128.store(at, v128.load(from));
    } else packEdge(from, row, col, MR, kc, to, MR);
    to += <usize>(kc * MR) << 2;
  }
}

/** Packs columns `[j, j + cols)`, rows `[p, p + kc)` of B into panels of eight columns, k-major, `stride` bytes apart. */
export function packB(b: usize, row: i32, col: i32, j: i32, cols: i32, p: i32, kc: i32, to: usize, stride: usize): void {
  for (let c: i32 = 0; c < cols; c += NR, to += stride) {
    let from: usize = b + ((<usize>p * row + (<usize>(j + c)) * col) << 2);
    const present = min(NR, cols - c);
    if (present == NR && col == 1) {
      let at = to;
      for (let q: i32 = 0; q < kc; q++, at += 32, from += <usize>row << 2) {
        v128.store(at, v128.load(from));
        v128.store(at, v128.load(from, 16), 16);
      }
    } else if (present == NR && row == 1) {
      packEightColumns(from, <usize>col << 2, kc, to);
    } else packEdge(from, col, row, present, kc, to, NR);
  }
}

/** Four rows of unit stride, transposed four by four. */
function packFourRows(from: usize, row: usize, kc: i32, to: usize): void {
  let q: i32 = 0;
  for (; q + 4 <= kc; q += 4, from += 16, to += 64) transposeFour(from, row, to, 16);
  for (; q < kc; q++, from += 4, to += 16) {
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from + row), 4);
    store<f32>(to, load<f32>(from + 2 * row), 8);
    store<f32>(to, load<f32>(from + 3 * row), 12);
  }
}

/** The same for eight columns whose entries lie side by side along k. */
function packEightColumns(from: usize, col: usize, kc: i32, to: usize): void {
  let q: i32 = 0;
  for (; q + 4 <= kc; q += 4, from += 16, to += 128) {
    transposeFour(from, col, to, 32);
    transposeFour(from + 4 * col, col, to + 16, 32);
  }
  for (; q < kc; q++, from += 4, to += 32) {
    for (let c: usize = 0; c < 8; c++) store<f32>(to + (c << 2), load<f32>(from + c * col));
  }
}

/** Writes the transpose of the 4 × 4 block whose rows are `row` bytes apart, its rows `step` bytes apart. */
@inline
export function transposeFour(from: usize, row: usize, to: usize, step: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + row);
  const r2 = v128.load(from + 2 * row);
  const r3 = v128.load(from + 3 * row);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** One panel of `width` lines through any strides, of which `present` exist. */
function packEdge(from: usize, line: i32, step: i32, present: i32, kc: i32, to: usize, width: i32): void {
  for (let q: i32 = 0; q < kc; q++, from += <usize>step << 2) {
    for (let r: i32 = 0; r < width; r++, to += 4) {
      store<f32>(to, r < present ? load<f32>(from + ((<usize>r * line) << 2)) : 0);
    }
  }
}
