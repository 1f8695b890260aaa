import { type Backend, tensorMath } from "@exampledon/compute";
import { type Matrix, matrix, selectRows } from "@exampledon/core";

/** Cosine up to which two directions count as different. */
const DIFFERENT = 0.8;

/**
 * The rows of a matrix in a new order: first those that differ from every row taken before them, then the others, each in
 * the order that they had.
 * @param directions unit rows `[rows × width]`
 * @param chunk rows that are compared with those taken at once
 */
export async function differentFirst(backend: Backend, directions: Matrix, chunk: number): Promise<number[]> {
  const taken: number[] = [];
  const others: number[] = [];
  for (let start = 0; start < directions.rows; start += chunk) {
    const rows = Array.from({ length: Math.min(chunk, directions.rows - start) }, (_, i) => start + i);
    const own = selectRows(directions, rows);
    const before = taken.length;
    const toTaken = await cosines(backend, own, selectRows(directions, taken));
    const toOwn = await cosines(backend, own, own);
    for (const [i, row] of rows.entries()) {
      const nearTaken = toTaken.subarray(i * before, (i + 1) * before).some((cosine) => cosine > DIFFERENT);
      const near =
        nearTaken || taken.slice(before).some((other) => toOwn[i * rows.length + other - start]! > DIFFERENT);
      (near ? others : taken).push(row);
    }
  }
  return [...taken, ...others];
}

/** `a bᵀ`, row-major. */
async function cosines(backend: Backend, a: Matrix, b: Matrix): Promise<Float32Array> {
  if (b.rows === 0) return matrix(a.rows, 0).data;
  const product = backend.scope(() => {
    const upload = ({ data, rows, cols }: Matrix) => backend.upload(data, [rows, cols]);
    return tensorMath(backend).primitives.matmul(upload(a), upload(b), { transposeB: true });
  });
  const found = await backend.read(product);
  backend.dispose(product);
  return found;
}
