/**
 * `C[m × n] = A[m × k] · B[k × n]` on strided views, in float64 accumulators rounded once to float32.
 *
 * A and B are read through row and column strides, so that a transpose costs nothing. Both are packed into Float64Array
 * panels (V8 multiplies doubles; converting once beats converting in the inner loop) and walked in 4×4 register tiles.
 * C is dense row-major. Cost O(m·n·k).
 */
export function gemm(
  m: number,
  n: number,
  k: number,
  a: Float32Array,
  aOffset: number,
  aRow: number,
  aCol: number,
  b: Float32Array,
  bOffset: number,
  bRow: number,
  bCol: number,
  c: Float32Array,
  cOffset: number,
): void {
  const n4 = n & ~3;
  const m4 = m & ~3;
  const panel = packScratch(k * 4 + k * n);
  const packedA = panel.subarray(0, k * 4);
  const packedB = panel.subarray(k * 4);
  // B in column panels of four (the last one narrower), each panel k-major.
  let at = 0;
  for (let j = 0; j < n; j += 4) {
    const width = Math.min(4, n - j);
    for (let p = 0; p < k; p++) {
      const base = bOffset + p * bRow + j * bCol;
      for (let q = 0; q < width; q++) packedB[at++] = b[base + q * bCol]!;
    }
  }
  for (let i = 0; i < m4; i += 4) {
    for (let p = 0, to = 0; p < k; p++) {
      const base = aOffset + i * aRow + p * aCol;
      packedA[to++] = a[base]!;
      packedA[to++] = a[base + aRow]!;
      packedA[to++] = a[base + 2 * aRow]!;
      packedA[to++] = a[base + 3 * aRow]!;
    }
    for (let j = 0; j < n4; j += 4) tile4x4(k, packedA, packedB, j * k, c, cOffset + i * n + j, n);
    const width = n - n4;
    for (let r = 0; r < 4 && width > 0; r++) {
      edgeRow(k, packedA, r, 4, packedB, n4 * k, width, c, cOffset + (i + r) * n + n4);
    }
  }
  for (let i = m4; i < m; i++) {
    for (let p = 0; p < k; p++) packedA[p] = a[aOffset + i * aRow + p * aCol]!;
    for (let j = 0; j < n; j += 4) {
      edgeRow(k, packedA, 0, 1, packedB, j * k, Math.min(4, n - j), c, cOffset + i * n + j);
    }
  }
}

let scratch = new Float64Array(0);

/** One scratch buffer for the whole thread: gemm is synchronous and never nested, so it cannot be in use twice. */
function packScratch(length: number): Float64Array {
  if (scratch.length < length) scratch = new Float64Array(length);
  return scratch;
}

function tile4x4(
  k: number,
  a: Float64Array,
  b: Float64Array,
  bStart: number,
  c: Float32Array,
  cStart: number,
  ldc: number,
): void {
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0;
  let c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0;
  let c20 = 0,
    c21 = 0,
    c22 = 0,
    c23 = 0;
  let c30 = 0,
    c31 = 0,
    c32 = 0,
    c33 = 0;
  for (let p = 0, pa = 0, pb = bStart; p < k; p++, pa += 4, pb += 4) {
    const b0 = b[pb]!,
      b1 = b[pb + 1]!,
      b2 = b[pb + 2]!,
      b3 = b[pb + 3]!;
    const a0 = a[pa]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = a[pa + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = a[pa + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = a[pa + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  c[cStart] = c00;
  c[cStart + 1] = c01;
  c[cStart + 2] = c02;
  c[cStart + 3] = c03;
  const r1 = cStart + ldc;
  c[r1] = c10;
  c[r1 + 1] = c11;
  c[r1 + 2] = c12;
  c[r1 + 3] = c13;
  const r2 = r1 + ldc;
  c[r2] = c20;
  c[r2 + 1] = c21;
  c[r2 + 2] = c22;
  c[r2 + 3] = c23;
  const r3 = r2 + ldc;
  c[r3] = c30;
  c[r3 + 1] = c31;
  c[r3 + 2] = c32;
  c[r3 + 3] = c33;
}

function edgeRow(
  k: number,
  a: Float64Array,
  aStart: number,
  aStep: number,
  b: Float64Array,
  bStart: number,
  width: number,
  c: Float32Array,
  cStart: number,
): void {
  for (let q = 0; q < width; q++) {
    let sum = 0;
    for (let p = 0; p < k; p++) sum += a[aStart + p * aStep]! * b[bStart + p * width + q]!;
    c[cStart + q] = sum;
  }
}
