import { madd, storeLanes } from "./arithmetic";
import { MR, NR, packA, packB } from "./pack";

/** Longest stretch of k that is summed in registers; the order of every sum follows from it, not from the threads. */
@inline
const KC: i32 = 256;
/** Rows of A packed at once. */
@inline
const MC: i32 = 64;
/** Columns of B packed at once when k is KC; more when it is shorter. */
@inline
const NC: i32 = 256;

// What a tile does with its sums, as flags.
/** Add to what C holds. */
@inline
const ACCUMULATE: i32 = 1;
/** Add `bias[j]`. */
@inline
const BIAS: i32 = 2;
/** Replace negative results by 0. */
@inline
const RELU: i32 = 4;

/** Bytes of work memory that {@link gemm} needs. */
@inline
export const GEMM_WORK: usize = ((KC * MC + KC * NC) << 2) + 256;

/**
 * `C = A · B` with `m × k` A and `k × n` B read through strides in elements (one of each pair is 1) and row-major C of
 * row stride `n`; then `+ bias`, if it is not 0, and relu, if `relu`.
 *
 * Computes rows `[begin, end)` of C, or with `byColumns` columns. Packs both operands in blocks that fit the caches.
 */
export function gemm(
  begin: i32,
  end: i32,
  work: usize,
  byColumns: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
  c: usize,
  bias: usize,
  relu: i32,
): void {
  const iBegin = byColumns ? 0 : begin;
  const iEnd = byColumns ? m : end;
  const jBegin = byColumns ? begin : 0;
  const jEnd = byColumns ? end : n;
  const packedB = work;
  const packedA = packedB + ((KC * NC) << 2);
  const wide = k >= KC ? NC : (KC * NC / k) & ~(NR - 1);
  for (let j = jBegin; j < jEnd; j += wide) {
    const cols = min(wide, jEnd - j);
    for (let p: i32 = 0; p < k; p += KC) {
      const kc = min(KC, k - p);
      const panel: usize = <usize>(kc * NR) << 2;
      packB(b, bRow, bCol, j, cols, p, kc, packedB, panel);
      const flags = flagsOf(p, kc, k, bias, relu);
      for (let i = iBegin; i < iEnd; i += MC) {
        const rows = min(MC, iEnd - i);
        packA(a, aRow, aCol, i, rows, p, kc, packedA);
        tiles(packedA, packedB, panel, rows, cols, kc, c + ((<usize>i * n + j) << 2), n, bias + (<usize>j << 2), flags);
      }
    }
  }
}

function flagsOf(p: i32, kc: i32, k: i32, bias: usize, relu: i32): i32 {
  let flags = p > 0 ? ACCUMULATE : 0;
  if (p + kc == k) {
    if (bias != 0) flags |= BIAS;
    if (relu) flags |= RELU;
  }
  return flags;
}

function tiles(
  packedA: usize,
  packedB: usize,
  panel: usize,
  rows: i32,
  cols: i32,
  kc: i32,
  c: usize,
  n: i32,
  bias: usize,
  flags: i32,
): void {
  for (let j: i32 = 0; j < cols; j += NR, packedB += panel) {
    for (let i: i32 = 0; i < rows; i += MR) {
      tile(
        packedA + (<usize>(i * kc) << 2),
        packedB,
        kc,
        c + ((<usize>i * n + j) << 2),
        <usize>n << 2,
        min(MR, rows - i),
        min(NR, cols - j),
        bias + (<usize>j << 2),
        flags,
      );
    }
  }
}

/**
 * One 4 × 8 tile: eight accumulators, two of B and one of A fill the sixteen registers. The loop over k is not unrolled:
 * V8 would keep accumulators on the stack.
 */
function tile(
  a: usize,
  b: usize,
  kc: i32,
  c: usize,
  row: usize,
  rows: i32,
  cols: i32,
  bias: usize,
  flags: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  for (let p: i32 = 0; p < kc; p++, a += 16, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<f32>(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load_splat<f32>(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load_splat<f32>(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load_splat<f32>(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
  }
  if (rows == MR && cols == NR && flags == 0) {
    v128.store(c, c00);
    v128.store(c, c01, 16);
    c += row;
    v128.store(c, c10);
    v128.store(c, c11, 16);
    c += row;
    v128.store(c, c20);
    v128.store(c, c21, 16);
    c += row;
    v128.store(c, c30);
    v128.store(c, c31, 16);
    return;
  }
  finish(c, c00, c01, cols, bias, flags);
  if (rows > 1) finish(c + row, c10, c11, cols, bias, flags);
  if (rows > 2) finish(c + 2 * row, c20, c21, cols, bias, flags);
  if (rows > 3) finish(c + 3 * row, c30, c31, cols, bias, flags);
}

/** Writes a row of a tile with what the flags ask for, and only its first `cols` numbers. */
function finish(c: usize, low: v128, high: v128, cols: i32, bias: usize, flags: i32): void {
  if (flags & ACCUMULATE) {
    low = f32x4.add(low, v128.load(c));
    high = f32x4.add(high, v128.load(c, 16));
  }
  if (flags & BIAS) {
    low = f32x4.add(low, v128.load(bias));
    high = f32x4.add(high, v128.load(bias, 16));
  }
  if (flags & RELU) {
    // pmax(x, 0) is x < 0 ? 0 : x, so that NaN stays.
    const zero = f32x4.splat(0);
    low = f32x4.pmax(low, zero);
    high = f32x4.pmax(high, zero);
  }
  storeLanes(c, low, min(4, cols));
  if (cols > 4) storeLanes(c + 16, high, cols - 4);
}
