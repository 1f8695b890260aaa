import { gemm } from "@exampledon/core";
import { compress, isSparse, sparseTimesDense } from "./sparse-product.ts";
import { transposed, type View } from "./view.ts";

/** Below this, looking for zeros costs more than it saves. */
const WORTH_COUNTING = 2 ** 14;
const MIN_WIDTH = 8;

/**
 * `C[m × n] = A[m × k] · B[k × n]`, dense row-major C, float64 accumulators.
 *
 * A mostly-zero operand (codes of a sparse autoencoder, and their gradients) is read by its non-zeros alone, unless the
 * other operand holds NaN or ±Infinity, which a zero must not hide. Both ways add in the same order: equal bits.
 */
export function product(m: number, n: number, k: number, a: View, b: View, c: Float32Array, cOffset: number): void {
  if (m * n * k >= WORTH_COUNTING) {
    if (n >= MIN_WIDTH && isSparse(a, m * k) && allFinite(b, k * n)) {
      const rows = compress(a, m, k, n);
      sparseTimesDense(rows, b, n, c, cOffset, n, 1);
      return;
    }
    if (m >= MIN_WIDTH && isSparse(b, k * n) && allFinite(a, m * k)) {
      const rows = compress(transposed(b), n, k, m);
      sparseTimesDense(rows, transposed(a), m, c, cOffset, 1, n);
      return;
    }
  }
  gemm(m, n, k, a.data, a.offset, a.row, a.col, b.data, b.offset, b.row, b.col, c, cOffset);
}

/** Whether no entry is NaN or ±Infinity: such an entry times 0 is NaN, and so is any sum with it. */
export function allFinite({ data, offset }: View, count: number): boolean {
  let sum = 0;
  for (let i = offset; i < offset + count; i++) sum += data[i]! * 0;
  return sum === 0;
}
