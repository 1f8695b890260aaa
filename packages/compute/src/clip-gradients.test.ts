import { expect, test } from "vitest";
import { naiveBackend } from "../test/naive-backend.ts";
import { clipGradients } from "./index.ts";

const backend = naiveBackend("float32");
const gradients = (): { a: ReturnType<typeof backend.fill>; b: ReturnType<typeof backend.fill> } => ({
  a: backend.upload(Float32Array.of(3, 0), [2, 1]),
  b: backend.fill([], 4),
});

test("scales all gradients by one factor when their joint norm is too large", async () => {
  const { gradients: clipped, norm } = clipGradients(backend, gradients(), 1);
  expect((await backend.read(norm))[0]).toBe(5);
  const factor = 1 / (5 + 1e-6);
  expect((await backend.read(clipped.a))[0]).toBeCloseTo(3 * factor, 7);
  expect((await backend.read(clipped.b))[0]).toBeCloseTo(4 * factor, 7);
  expect([clipped.a.shape, clipped.b.shape, norm.shape]).toEqual([[2, 1], [], []]);
});

test("leaves smaller gradients as they are, and keeps only what it returns", async () => {
  const given = gradients();
  const before = backend.live().tensors;
  const { gradients: clipped, norm } = clipGradients(backend, given, 6);
  expect(Array.from(await backend.read(clipped.a))).toEqual([3, 0]);
  expect(backend.live().tensors).toBe(before + 3);
  for (const tensor of [clipped.a, clipped.b, norm]) backend.dispose(tensor);
});

test("zero gradients stay zero", async () => {
  const { gradients: clipped } = clipGradients(backend, { w: backend.fill([2], 0) }, 1);
  expect(Array.from(await backend.read(clipped.w))).toEqual([0, 0]);
});

test("refuses a norm that is not positive", () => {
  expect(() => clipGradients(backend, gradients(), 0)).toThrowError(expect.objectContaining({ code: "bad-param" }));
});
