import { isExampledonError, rng } from "@exampledon/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cpuBackend } from "../src/index.ts";
import { createEngine } from "../src/simd/engine.ts";
import { backendOn } from "../src/simd/simd-backend.ts";
import { train } from "./train.ts";

const sizes = { batch: 64, dim: 19, latents: 70, steps: 50 };

describe.each(["simd", "relaxed-simd"] as const)("%s", (kernels) => {
  test.each([0, 5])("training agrees with the scalar kernels (k = %i)", async (k) => {
    const backend = cpuBackend({ kernels });
    const found = await train(backend, { ...sizes, k });
    const wanted = await train(cpuBackend({ kernels: "scalar" }), { ...sizes, k });
    found.forEach((array, i) => {
      const largest = wanted[i]!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const worst = array.reduce((most, value, at) => Math.max(most, Math.abs(value - wanted[i]![at]!)), 0);
      expect(worst / largest).toBeLessThan(backend.tolerance.training);
    });
  });
});

test.each([0, 5])("memory does not grow over 1000 steps, and no tensor is left (k = %i)", async (k) => {
  const engine = createEngine("simd", "cpu");
  const backend = backendOn(engine, "cpu");
  const used: number[] = [];
  const allocate = vi.spyOn(engine.heap.memory, "grow");
  // By then codes have become sparse, too, which takes other blocks than dense ones.
  const look = (step: number): void => {
    if (step === 300 || step === 999) used.push(engine.heap.used());
  };
  await train(backend, { ...sizes, k, steps: 1000, look });
  expect(used[1]).toBe(used[0]);
  expect(allocate).not.toHaveBeenCalled();
  expect(backend.live()).toEqual({ tensors: 0, bytes: 0 });
});

test("tensors keep their numbers when the memory grows", async () => {
  const backend = cpuBackend();
  const first = backend.upload(Float32Array.of(1, 2, 3), [3]);
  const large = Array.from({ length: 8 }, () => backend.fill([1024, 1024], 2));
  expect([...(await backend.read(first))]).toEqual([1, 2, 3]);
  const joined = backend.primitives.concat(large, 0);
  expect((await backend.read(joined)).every((value) => value === 2)).toBe(true);
});

test.each([
  [1, 300_000, 7000],
  [3, 90_000, 40_000],
  [700, 90, 11],
])("the largest of [%i × %i], k = %i, in the order of the scalar kernels", async (rows, cols, k) => {
  const draw = rng(2);
  // Coarse numbers, so that there are ties; every third 0, as after a relu.
  const data = Float32Array.from({ length: rows * cols }, (_, i) =>
    i % 3 === 0 ? 0 : Math.round(999 * draw.normal()),
  );
  const [found, wanted] = await Promise.all(
    (["simd", "scalar"] as const).map(async (kernels) => {
      const backend = cpuBackend({ kernels });
      const { values, indices } = backend.primitives.topK(backend.upload(data, [rows, cols]), k);
      return [await backend.read(values), await backend.read(indices)];
    }),
  );
  expect(found).toEqual(wanted);
});

test("says that memory is full, and goes on afterwards", async () => {
  const engine = createEngine("simd", "cpu");
  const backend = backendOn(engine, "cpu");
  const grow = vi.spyOn(engine.heap.memory, "grow").mockImplementation(() => {
    throw new RangeError("no memory");
  });
  let error: unknown;
  try {
    backend.fill([4096, 4096], 1);
  } catch (caught) {
    error = caught;
  }
  expect(isExampledonError(error, "environment")).toBe(true);
  grow.mockRestore();
  const tensor = backend.fill([2], 7);
  expect([...(await backend.read(tensor))]).toEqual([7, 7]);
});

describe("where WebAssembly is missing or forbidden", () => {
  afterEach(() => vi.unstubAllGlobals());
  const refusal = (kernels: "simd" | "relaxed-simd"): unknown => {
    try {
      cpuBackend({ kernels });
    } catch (caught) {
      return caught;
    }
    return undefined;
  };

  test("there is none", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(isExampledonError(refusal("simd"), "missing-capability")).toBe(true);
    expect(cpuBackend({ kernels: "scalar" }).name).toBe("cpu-scalar");
  });

  test("it has no vectors", () => {
    vi.stubGlobal("WebAssembly", { ...members(), validate: () => false });
    expect(String(refusal("relaxed-simd"))).toContain("cpu-relaxed");
  });

  test("a policy forbids to compile", () => {
    const Module = class {
      constructor() {
        throw new Error("blocked by CSP");
      }
    };
    vi.stubGlobal("WebAssembly", { ...members(), Module });
    const error = refusal("simd");
    expect(isExampledonError(error, "missing-capability")).toBe(true);
    expect(String(error)).toContain('kernels: "scalar"');
  });

  /** The members of WebAssembly, which are not enumerable. */
  function members(): Record<string, unknown> {
    const all = WebAssembly as unknown as Record<string, unknown>;
    return Object.fromEntries(Object.getOwnPropertyNames(all).map((name) => [name, all[name]]));
  }
});
