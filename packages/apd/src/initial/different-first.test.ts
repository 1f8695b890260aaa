import { cpuBackend } from "@exampledon/backend-cpu";
import { matrixFromRows, normalizeRows, rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { differentFirst } from "./different-first.ts";

const backend = cpuBackend();

test("directions that were not there before come first, whatever is compared at once", async () => {
  const rows = normalizeRows(
    matrixFromRows([
      [1, 0, 0],
      [1, 0.1, 0],
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0.9, 0.1],
      [0, 0, 1],
      [1, 0, 0],
    ]),
  );
  for (const chunk of [1, 2, 3, 100]) {
    expect(await differentFirst(backend, rows, chunk)).toEqual([0, 2, 3, 5, 1, 4, 6]);
  }
});

test("every row is there once", async () => {
  const stream = rng(4);
  const rows = normalizeRows(
    matrixFromRows(Array.from({ length: 60 }, () => Float32Array.from({ length: 3 }, () => stream.normal()))),
  );
  const order = await differentFirst(backend, rows, 7);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
});
