import { threadedCpuBackend } from "@exampledon/backend-cpu";
import { gpujsBackend } from "@exampledon/backend-gpujs";
import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as wasm from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import gpujs from "gpu.js";
import { expect, test, vi } from "vitest";
import "@tensorflow/tfjs-backend-webgl";
import "@tensorflow/tfjs-backend-webgpu";
import { assertRefusal } from "./assert-refusal.ts";

test("tfjs: a lost WebGL context is reported by every use, and a new backend works", async () => {
  const backend = await tfjsBackend({ tf, device: "webgl" });
  const tensor = backend.primitives.unary("exp", backend.fill([40], 1));
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  gl.getExtension("WEBGL_lose_context")!.loseContext();
  const text = /WebGL context of backend "tfjs-webgl".*lost.*tfjsBackend\(\).*wasm/;
  await assertRefusal(() => backend.primitives.unary("exp", tensor), "environment", text);
  await assertRefusal(() => backend.read(tensor), "environment", text);
  await assertRefusal(() => backend.upload(Float32Array.of(1), [1]), "environment", text);
  backend.dispose(tensor);
  const again = await tfjsBackend({ tf, device: "webgl" });
  const squares = again.primitives.unary("square", again.upload(Float32Array.of(1, 2, 3), [3]));
  expect([...(await again.read(squares))]).toEqual([1, 4, 9]);
});

test("tfjs: a lost WebGPU device is reported, and a new backend works", async () => {
  const backend = await tfjsBackend({ tf, device: "webgpu" });
  const tensor = backend.fill([4], 1);
  const { device } = tf.backend() as unknown as { device: { destroy(): void; lost: Promise<unknown> } };
  device.destroy();
  await device.lost;
  const text = /WebGPU device of backend "tfjs-webgpu".*lost.*tfjsBackend\(\)/;
  await assertRefusal(() => backend.primitives.unary("exp", tensor), "environment", text);
  const again = await tfjsBackend({ tf, device: "webgpu" });
  const squares = again.primitives.unary("square", again.upload(Float32Array.of(1, 2, 3), [3]));
  expect([...(await again.read(squares))]).toEqual([1, 4, 9]);
});

test.each(["webgl", "webgpu"] as const)(
  "tfjs: a tensor too large for %s is refused before it is made",
  async (device) => {
    const backend = await tfjsBackend({ tf, device });
    const { maxElements } = backend.capabilities;
    const text = new RegExp(`tfjs-${device}: a tensor holds at most ${maxElements} elements.*smaller batches`);
    await assertRefusal(() => backend.fill([maxElements + 1], 0), "bad-shape", text);
    const side = Math.ceil(Math.sqrt(maxElements)) + 1;
    const [column, row] = [backend.fill([side, 1], 1), backend.fill([1, side], 1)];
    await assertRefusal(() => backend.primitives.binary("add", column, row), "bad-shape", text);
    await assertRefusal(() => backend.primitives.matmul(column, row), "bad-shape", text);
  },
);

test("gpu.js: a lost WebGL context is reported, and a new backend works", async () => {
  const contexts: unknown[] = [];
  const { getContext } = OffscreenCanvas.prototype;
  const spy = vi.spyOn(OffscreenCanvas.prototype, "getContext").mockImplementation(function (
    this: OffscreenCanvas,
    ...args
  ) {
    const context = getContext.apply(this, args);
    contexts.push(context);
    return context;
  });
  const backend = gpujsBackend({ GPU: gpujs.GPU, mode: "webgl2" });
  spy.mockRestore();
  const tensor = backend.fill([3], 1);
  for (const context of contexts) (context as WebGL2RenderingContext).getExtension("WEBGL_lose_context")!.loseContext();
  const text = /gpujs-webgl2.*context must be alive.*new backend/;
  await assertRefusal(() => backend.primitives.unary("exp", tensor), "environment", text);
  await assertRefusal(() => backend.read(tensor), "environment", text);
  const again = gpujsBackend({ GPU: gpujs.GPU, mode: "webgl2" });
  expect([...(await again.read(again.fill([2], 3)))]).toEqual([3, 3]);
  again.close();
});

test("gpu.js: a tensor too large for WebGL is refused before it is made", async () => {
  const backend = gpujsBackend({ GPU: gpujs.GPU, mode: "webgl2" });
  const { maxElements } = backend.capabilities;
  await assertRefusal(() => backend.fill([maxElements + 1], 0), "bad-shape", /at most \d+.*batches/);
  backend.close();
});

test("tfjs: a wasm file that is not there is reported, and so is a second try", async () => {
  const start = (wasmPaths: string) => () => tfjsBackend({ tf, device: "wasm", wasm, wasmPaths });
  await assertRefusal(start("/nowhere/"), "environment", /tfjs-wasm: .*able to start.*wasmPaths/);
  await assertRefusal(start("/elsewhere/"), "environment", /tfjs-wasm: .*only a new page/);
});

test("cpu: threads are refused on the main thread of a page", () =>
  assertRefusal(
    () => threadedCpuBackend({ threads: 2 }),
    "missing-capability",
    /cpu-threads.*in a worker.*cpuBackend/,
  ));
