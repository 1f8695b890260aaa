import { cpuBackend } from "@exampledon/backend-cpu";
import { matrix, rng, rowNorms } from "@exampledon/core";
import { expect, test } from "vitest";
import { removeParallel, renormalizeRows } from "./unit-rows.ts";

const [ROWS, DIM] = [7, 3];
const ROUNDING = 1e-6;

test("what is left of the gradient is orthogonal to each row, and what went was parallel to it", async () => {
  const backend = cpuBackend();
  const stream = rng(1);
  const draw = () => Float32Array.from({ length: ROWS * DIM }, () => stream.normal());
  const [rows, gradient] = [draw(), draw()];
  const left = await backend.read(
    removeParallel(backend, backend.upload(gradient, [ROWS, DIM]), backend.upload(rows, [ROWS, DIM])),
  );
  for (let i = 0; i < ROWS; i++) {
    const row = [...rows.subarray(i * DIM, (i + 1) * DIM)];
    const at = (data: Float32Array, j: number) => data[i * DIM + j]!;
    const along = row.reduce((sum, value, j) => sum + value * at(left, j), 0);
    expect(Math.abs(along)).toBeLessThan(10 * ROUNDING);
    const gone = row.map((_, j) => at(gradient, j) - at(left, j));
    const factor = gone[0]! / row[0]!;
    row.forEach((value, j) => {
      expect(Math.abs(gone[j]! - factor * value)).toBeLessThan(10 * ROUNDING);
    });
  }
});

test("rows, not columns, are brought to unit length", async () => {
  const backend = cpuBackend();
  const rows = backend.upload(
    Float32Array.from({ length: ROWS * DIM }, (_, at) => at + 1),
    [ROWS, DIM],
  );
  renormalizeRows(backend, rows);
  for (const norm of rowNorms(matrix(ROWS, DIM, await backend.read(rows)))) {
    expect(Math.abs(norm - 1)).toBeLessThan(ROUNDING);
  }
});
