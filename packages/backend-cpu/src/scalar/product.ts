import { gemm } from "@exampledon/core";
import { transposed, type View } from "../view.ts";
import { compress } from "./compress.ts";
import { paddedWidth, sparseTimesDense } from "./sparse-product.ts";

/** Below this many multiplications, and for narrower outputs, looking for zeros costs more than it saves. */
const WORTH_LOOKING = 2 ** 14;
const MIN_WIDTH = 8;
/** Up to this many multiplications, and for a single row, packing costs more than it saves. */
const TINY = 64;

/**
 * `C[m × n] = A[m × k] · B[k × n]`, dense row-major C, float64 accumulators.
 *
 * A mostly-zero operand (codes of a sparse autoencoder, and their gradients) is read by its non-zeros alone, unless the
 * other operand holds NaN or ±Infinity, which a zero must not hide. Both ways add in the same order: equal bits.
 */
export function product(m: number, n: number, k: number, a: View, b: View, c: Float32Array, cOffset: number): void {
  if (m * n * k >= WORTH_LOOKING) {
    const left = n >= MIN_WIDTH ? compress(a, m, k, paddedWidth(n)) : undefined;
    if (left && allFinite(b, k * n)) {
      sparseTimesDense(left, m, b, k, n, c, cOffset, n, 1);
      return;
    }
    const right = m >= MIN_WIDTH ? compress(transposed(b), n, k, paddedWidth(m)) : undefined;
    if (right && allFinite(a, m * k)) {
      sparseTimesDense(right, n, transposed(a), k, m, c, cOffset, 1, n);
      return;
    }
  }
  if (m === 1 || m * n * k <= TINY) {
    tinyProduct(m, n, k, a, b, c, cOffset);
    return;
  }
  gemm(m, n, k, a.data, a.offset, a.row, a.col, b.data, b.offset, b.row, b.col, c, cOffset);
}

function tinyProduct(m: number, n: number, k: number, a: View, b: View, c: Float32Array, cOffset: number): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let left = a.offset + i * a.row;
      let right = b.offset + j * b.col;
      for (let p = 0; p < k; p++, left += a.col, right += b.row) sum += a.data[left]! * b.data[right]!;
      c[cOffset + i * n + j] = sum;
    }
  }
}

/** Whether no entry is NaN or ±Infinity: such an entry times 0 is NaN, and so is any sum with it. */
function allFinite({ data, offset }: View, count: number): boolean {
  let sum = 0;
  for (let i = offset; i < offset + count; i++) sum += data[i]! * 0;
  return sum === 0;
}
