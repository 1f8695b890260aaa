import { isExampledonError } from "@exampledon/core";
import { expect, test, vi } from "vitest";
import { cpuBackend, threadedCpuBackend } from "../src/index.ts";
import { train } from "./train.ts";

const sizes = { batch: 300, dim: 37, latents: 500, steps: 50 };

test.each([0, 9])("50 steps give the bits of one thread on any number of them (k = %i)", async (k) => {
  const wanted = await train(cpuBackend(), { ...sizes, k });
  expect(wanted[0]!.every(Number.isFinite)).toBe(true);
  for (const threads of [1, 2, 3]) {
    const backend = await threadedCpuBackend({ threads });
    expect(backend.threads).toBe(threads);
    const found = await train(backend, { ...sizes, k });
    expect(backend.live()).toEqual({ tensors: 0, bytes: 0 });
    backend.close();
    found.forEach((array, i) => {
      expect(Buffer.compare(Buffer.from(array.buffer), Buffer.from(wanted[i]!.buffer))).toBe(0);
    });
  }
});

test("a worker that slept is woken for the next kernel", async () => {
  const backend = await threadedCpuBackend({ threads: 2 });
  const product = async (): Promise<number> => {
    const a = backend.fill([256, 256], 1);
    const c = backend.primitives.matmul(a, a);
    const numbers = await backend.read(c);
    backend.dispose(a);
    backend.dispose(c);
    return numbers.reduce((sum, value) => sum + value, 0);
  };
  for (let round = 0; round < 3; round++) {
    expect(await product()).toBe(256 ** 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  backend.close();
});

test.each([0, 33, 1.5, Number.NaN])("refuses %d threads", async (threads) => {
  const error = await threadedCpuBackend({ threads }).catch((caught: unknown) => caught);
  expect(isExampledonError(error, "bad-param")).toBe(true);
});

test("refuses to run where memory cannot be shared", async () => {
  vi.stubGlobal("SharedArrayBuffer", undefined);
  const error = await threadedCpuBackend({ threads: 2 }).catch((caught: unknown) => caught);
  vi.unstubAllGlobals();
  expect(isExampledonError(error, "missing-capability")).toBe(true);
});
