import fc from "fast-check";
import GpuJs from "gpu.js";
import { expect, test } from "vitest";
import { gpujsBackend } from "./index.ts";

const backend = gpujsBackend({ GPU: GpuJs.GPU, mode: "cpu" });

async function topK(row: readonly number[], k: number): Promise<{ values: number[]; indices: number[] }> {
  const { values, indices } = backend.primitives.topK(backend.upload(Float32Array.from(row), [row.length]), k);
  return { values: [...(await backend.read(values))], indices: [...(await backend.read(indices))] };
}

test.each([5, 40])("NaN ranks above every number, lowest index first (k = %i)", async (k) => {
  const row = Array.from({ length: 60 }, (_, i) => (i === 9 || i === 50 ? Number.NaN : i === 20 ? Infinity : i % 7));
  const { values, indices } = await topK(row, k);
  expect(values.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Infinity]);
  expect(indices.slice(0, 5)).toEqual([9, 50, 20, 6, 13]);
});

test("counting gives the order of a stable sort", async () => {
  const tied = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(tied, fc.nat(), async (row, pick) => {
      const k = 1 + (pick % row.length);
      const order = Array.from(row.keys()).sort((a, b) => row[b]! - row[a]! || a - b);
      expect((await topK(row, k)).indices).toEqual(order.slice(0, k));
    }),
    { numRuns: 100 },
  );
});
