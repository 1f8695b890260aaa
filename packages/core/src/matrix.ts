import { fail } from "./errors.ts";
import { gemm } from "./gemm.ts";

/** A dense float32 matrix, row-major: entry (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
}

/**
 * Makes a matrix of zeros, or wraps `data` without copying.
 * @throws `bad-shape` when a size is not a whole number ≥ 0 or `data` has another length than `rows · cols`
 */
export function matrix(rows: number, cols: number, data?: Float32Array): Matrix {
  if (!Number.isInteger(rows) || !Number.isInteger(cols) || rows < 0 || cols < 0) {
    fail("bad-shape", {
      where: "matrix",
      problem: "rows and cols must be whole numbers ≥ 0",
      got: [rows, cols],
      cure: "pass the sizes as integers",
    });
  }
  if (data && data.length !== rows * cols) {
    fail("bad-shape", {
      where: "matrix",
      problem: `data must have rows · cols = ${rows * cols} entries`,
      got: data.length,
      cure: "check the sizes against the data",
    });
  }
  return { rows, cols, data: data ?? new Float32Array(rows * cols) };
}

/**
 * Makes a matrix from an array of equally long rows.
 * @throws `bad-shape` when the rows differ in length
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const out = matrix(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) {
      fail("bad-shape", {
        where: "matrixFromRows",
        problem: `every row must have ${cols} entries`,
        got: `${row.length} in row ${i}`,
        cure: "make the rows equally long",
      });
    }
    out.data.set(row, i * cols);
  });
  return out;
}

/** Row `i` as a view `[cols]`: writing to it writes to the matrix. */
export function rowOf(m: Matrix, i: number): Float32Array {
  return m.data.subarray(i * m.cols, (i + 1) * m.cols);
}

/** The transpose `[cols × rows]`, copied. */
export function transpose(m: Matrix): Matrix {
  const out = matrix(m.cols, m.rows);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.cols; j++) out.data[j * m.rows + i] = m.data[i * m.cols + j]!;
  }
  return out;
}

/** Which operands of {@link multiply} to transpose first. */
export interface MultiplyOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * The product `A · B`, each operand transposed on request; accumulated in float64, O(m·n·k).
 * @throws `bad-shape` when the inner sizes differ
 */
export function multiply(
  a: Matrix,
  b: Matrix,
  { transposeA = false, transposeB = false }: MultiplyOptions = {},
): Matrix {
  const [m, k] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
  const [kb, n] = transposeB ? [b.cols, b.rows] : [b.rows, b.cols];
  if (k !== kb) {
    fail("bad-shape", {
      where: "multiply",
      problem: "inner sizes must agree",
      got: `[${m} × ${k}] · [${kb} × ${n}]`,
      cure: "transpose an operand or check the widths",
    });
  }
  const out = matrix(m, n);
  gemm(
    m,
    n,
    k,
    a.data,
    0,
    transposeA ? 1 : a.cols,
    transposeA ? a.cols : 1,
    b.data,
    0,
    transposeB ? 1 : b.cols,
    transposeB ? b.cols : 1,
    out.data,
    0,
  );
  return out;
}

/** The chosen rows `[indices.length × cols]`, copied in the given order. */
export function selectRows(m: Matrix, indices: ArrayLike<number>): Matrix {
  const out = matrix(indices.length, m.cols);
  for (let i = 0; i < indices.length; i++) out.data.set(rowOf(m, indices[i]!), i * m.cols);
  return out;
}

/**
 * The matrices stacked on top of each other.
 * @throws `bad-shape` when their widths differ
 */
export function stackRows(...parts: readonly Matrix[]): Matrix {
  const cols = parts[0]?.cols ?? 0;
  const out = matrix(
    parts.reduce((sum, part) => sum + part.rows, 0),
    cols,
  );
  let at = 0;
  for (const part of parts) {
    if (part.cols !== cols) {
      fail("bad-shape", {
        where: "stackRows",
        problem: `every part must have ${cols} columns`,
        got: part.cols,
        cure: "stack matrices of one width",
      });
    }
    out.data.set(part.data, at);
    at += part.data.length;
  }
  return out;
}

/** Euclidean length of every row, float64 `[rows]`. */
export function rowNorms(m: Matrix): Float64Array {
  const out = new Float64Array(m.rows);
  for (let i = 0; i < m.rows; i++) {
    let sum = 0;
    for (let j = i * m.cols; j < (i + 1) * m.cols; j++) sum += m.data[j]! * m.data[j]!;
    out[i] = Math.sqrt(sum);
  }
  return out;
}

/** A copy with every row scaled to unit length; rows of length 0 stay 0. */
export function normalizeRows(m: Matrix): Matrix {
  const norms = rowNorms(m);
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => value / (norms[Math.floor(at / m.cols)]! || 1)),
  );
}

/**
 * Refuses a matrix that holds NaN or ±Infinity, naming the first bad entry.
 * @throws `not-finite`
 */
export function assertFinite(where: string, m: Matrix): void {
  const at = m.data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    fail("not-finite", {
      where,
      problem: "every entry must be finite",
      got: `${m.data[at]} in row ${Math.floor(at / m.cols)}, column ${at % m.cols}`,
      cure: "remove or impute such samples first",
    });
  }
}

/**
 * Refuses a matrix of another width.
 * @throws `bad-shape`
 */
export function assertCols(where: string, m: Matrix, cols: number): void {
  if (m.cols !== cols) {
    fail("bad-shape", {
      where,
      problem: `input must have ${cols} columns`,
      got: `[${m.rows} × ${m.cols}]`,
      cure: `pass rows of ${cols} numbers`,
    });
  }
}
