import { isExampledonError } from "@exampledon/core";
import GpuJs from "gpu.js";
import { expect, test } from "vitest";
import { createGather } from "./gather.ts";
import { createHostDevice } from "./host-device.ts";
import { gpujsBackend } from "./index.ts";
import { createKernelCache } from "./kernel-cache.ts";
import { createStore } from "./store.ts";

const { GPU } = GpuJs;

function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    return isExampledonError(error) ? error.code : String(error);
  }
  return "no error";
}

test("a mode that is unknown, or that gpu.js would choose by itself, is refused", () => {
  for (const mode of ["gpu", "webgpu", "webasm", "async", "headlessgl", undefined]) {
    expect(codeOf(() => gpujsBackend({ GPU, mode: mode as never }))).toBe("bad-param");
  }
});

test("WebGL outside a browser is a missing capability, not the CPU", () => {
  expect(codeOf(() => gpujsBackend({ GPU, mode: "webgl" }))).toBe("missing-capability");
  expect(codeOf(() => gpujsBackend({ GPU, mode: "webgl2" }))).toBe("missing-capability");
});

test("a kernel that ran as another kind than asked for is refused", () => {
  const cache = createKernelCache(new GPU({ mode: "cpu" }), { backend: "test", numbers: "Array", kind: "gpu" });
  expect(codeOf(() => cache.run({ name: "one", inputs: {}, body: "return 1;" }, 1, []))).toBe("missing-capability");
});

test("a kernel that gpu.js cannot translate is a missing capability", () => {
  const device = createHostDevice(GPU, "test");
  const kernel = { name: "odd", inputs: {}, body: "return Array.from(i);" };
  expect(codeOf(() => device.run(kernel, 1, []))).toBe("missing-capability");
});

test("where indices cannot be looked at, wrong ones give NaN and right ones are as ever", async () => {
  const host = createHostDevice(GPU, "test");
  const store = createStore("test", { ...host, peek: () => undefined });
  const { gather, scatterAdd } = createGather(store);
  const upload = (...numbers: number[]) =>
    store.handles.make([numbers.length], host.upload(Float32Array.from(numbers)));
  const numbers = (tensor: ReturnType<typeof upload>) => [...host.read(store.handles.storage("read", tensor))];
  const x = upload(10, 20, 30);
  expect(numbers(gather(x, upload(2, 3, 0, -1, 0.5), 0))).toEqual([30, Number.NaN, 10, Number.NaN, Number.NaN]);
  expect(numbers(scatterAdd(x, upload(1, 1, 0), 0, 3))).toEqual([30, 30, 0]);
  expect(numbers(scatterAdd(x, upload(1, 7, 0), 0, 3))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test("more numbers than indices can count are refused", () => {
  const backend = gpujsBackend({ GPU, mode: "cpu" });
  expect(codeOf(() => backend.fill([backend.capabilities.maxElements + 1], 0))).toBe("bad-shape");
});
