import { expect, test } from "vitest";
import { cpuBackend } from "./index.ts";

test("smoke", async () => {
  const b = cpuBackend();
  const p = b.primitives;
  const a = b.upload(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
  const read = async (t: Parameters<typeof b.read>[0]) => [...(await b.read(t))];
  expect(await read(p.matmul(a, a, { transposeB: true }))).toEqual([14, 32, 32, 77]);
  expect(await read(p.matmul(a, a, { transposeA: true }))).toEqual([17, 22, 27, 22, 29, 36, 27, 36, 45]);
  expect(await read(p.reduce("sum", a, [0], true))).toEqual([5, 7, 9]);
  expect(await read(p.reduce("max", a, [1], false))).toEqual([3, 6]);
  expect(await read(p.reduce("sum", a, [0, 1], false))).toEqual([21]);
  const { values, indices } = p.topK(a, 2);
  expect(await read(values)).toEqual([3, 2, 6, 5]);
  expect(await read(indices)).toEqual([2, 1, 2, 1]);
  expect(await read(p.gatherAlong(a, indices))).toEqual([3, 2, 6, 5]);
  expect(await read(p.scatterAddAlong(values, indices, 3))).toEqual([0, 2, 3, 0, 5, 6]);
  expect(await read(p.transpose(a, [1, 0]))).toEqual([1, 4, 2, 5, 3, 6]);
  expect(await read(p.slice(a, [0, 0], [2, 3], [1, 2]))).toEqual([1, 3, 4, 6]);
  expect(await read(p.binary("add", a, p.reduce("sum", a, [1], true)))).toEqual([7, 8, 9, 19, 20, 21]);
  const before = b.live();
  b.scope(() => b.keep(p.unary("exp", a)));
  expect(b.live().tensors).toBe(before.tensors + 1);
});
