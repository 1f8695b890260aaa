import type { Backend, MatmulOptions } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { cpuBackend } from "../cpu-backend.ts";

const stream = rng("mostly zero");
const filled = (length: number, share: number): Float32Array =>
  Float32Array.from({ length }, () => (stream.uniform() < share ? stream.normal() : 0));
const sparse = { data: filled(96 * 70, 0.1), shape: [96, 70] };
const turned = { data: filled(201 * 70, 1), shape: [201, 70] };
const readings = { data: filled(96 * 201, 1), shape: [96, 201] };

async function product(
  backend: Backend,
  a: { readonly data: Float32Array; readonly shape: readonly number[] },
  b: { readonly data: Float32Array; readonly shape: readonly number[] },
  options: MatmulOptions,
): Promise<Float32Array> {
  const [left, right] = [backend.upload(a.data, a.shape), backend.upload(b.data, b.shape)];
  const out = backend.primitives.matmul(left, right, options);
  expect(await backend.read(left)).toEqual(a.data);
  expect(await backend.read(right)).toEqual(b.data);
  const found = await backend.read(out);
  for (const tensor of [left, right, out]) backend.dispose(tensor);
  expect(backend.live().tensors).toBe(0);
  return found;
}

test.each([
  ["S · Dᵀ", sparse, turned, { transposeB: true }],
  ["Dᵀ · S", readings, sparse, { transposeA: true }],
] as const)("%s is the product, few entries or many", async (_, a, b, options) => {
  for (const kernels of ["simd", "relaxed-simd"] as const) {
    const backend = cpuBackend({ kernels });
    const found = await product(backend, a, b, options);
    const wanted = await product(cpuBackend({ kernels: "scalar" }), a, b, options);
    const largest = Math.max(...wanted.map(Math.abs));
    expect(Math.max(...found.map((value, i) => Math.abs(value - wanted[i]!)))).toBeLessThan(
      backend.tolerance.op * largest,
    );
  }
});

test("a zero does not hide what is not a number", async () => {
  const odd = { ...turned, data: turned.data.map((value, i) => (i === 5 * 70 + 3 ? Number.NaN : value)) };
  const found = await product(cpuBackend(), sparse, odd, { transposeB: true });
  found.forEach((value, i) => {
    expect(Number.isNaN(value)).toBe(i % 201 === 5);
  });
});
