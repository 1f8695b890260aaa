import type { Tensor } from "@exampledon/compute";
import { type ErrorCode, ExampledonError } from "@exampledon/core";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { afterEach, expect, it, vi } from "vitest";
import { type Tf, tfjsBackend } from "./index.ts";

afterEach(() => void vi.unstubAllGlobals());

async function refusal(run: () => unknown): Promise<{ code: ErrorCode; message: string }> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ExampledonError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

it("two devices of one tf keep out of each other's way", async () => {
  const cpu = await tfjsBackend({ tf, device: "cpu" });
  const wasm = await tfjsBackend({ tf, device: "wasm" });
  const [a, b] = [cpu.upload(Float32Array.of(1, 2), [2]), wasm.upload(Float32Array.of(3, 4), [2])];
  const c = cpu.primitives.unary("square", a);
  expect(tf.getBackend()).toBe("cpu");
  const d = wasm.primitives.unary("square", b);
  expect(tf.getBackend()).toBe("wasm");
  expect([...(await cpu.read(c)), ...(await wasm.read(d))]).toEqual([1, 4, 9, 16]);
  expect(await refusal(() => cpu.primitives.binary("add", c, d))).toMatchObject({ code: "bad-param" });
  for (const tensor of [a, c]) cpu.dispose(tensor);
  for (const tensor of [b, d]) wasm.dispose(tensor);
});

it("a tidy of the caller frees nothing of a backend", async () => {
  const backend = await tfjsBackend({ tf, device: "cpu" });
  const before = tf.memory().numTensors;
  let made: Tensor | undefined;
  tf.tidy(() => {
    made = backend.fill([2], 5);
  });
  expect([...(await backend.read(made!))]).toEqual([5, 5]);
  backend.dispose(made!);
  expect(tf.memory().numTensors).toBe(before);
});

it("names what is missing, and the cure", async () => {
  const without: Tf = { ...tf, findBackendFactory: () => null as never };
  const cases = [
    [
      () => tfjsBackend({ tf: without, device: "wasm" }),
      /^tfjs-wasm: @tensorflow.tfjs-backend-wasm must be loaded.*before the backend is made/,
    ],
    [() => tfjsBackend({ tf, device: "webgl" }), /^tfjs-webgl: .*"wasm" device/],
    [() => tfjsBackend({ tf, device: "webgpu" }), /^tfjs-webgpu: navigator\.gpu.*"webgl"/],
    [
      () => {
        vi.stubGlobal("WebAssembly", { compile: () => Promise.reject(new Error("blocked by policy")) });
        return tfjsBackend({ tf, device: "wasm" });
      },
      /^tfjs-wasm: .*blocked by policy; add 'wasm-unsafe-eval'/,
    ],
  ] as const;
  for (const [run, text] of cases) {
    const { code, message } = await refusal(run);
    expect(message).toMatch(text);
    expect(code).toBe("missing-capability");
  }
  const { code } = await refusal(() => tfjsBackend({ tf, device: "wasm", wasmPaths: "/wasm/" }));
  expect(code).toBe("bad-param");
});

it("refuses more elements than the device holds, before it asks for memory", async () => {
  const backend = await tfjsBackend({ tf, device: "wasm" });
  const tooMany = backend.capabilities.maxElements + 1;
  const { code, message } = await refusal(() => backend.fill([tooMany], 0));
  expect(code).toBe("bad-shape");
  expect(message).toMatch(/tfjs-wasm.*at most \d+ elements.*smaller batches/);
});

it.each(["cpu", "wasm"] as const)("%s refuses indices that would reach foreign memory", async (device) => {
  const { fill, upload, primitives, scope } = await tfjsBackend({ tf, device });
  for (const index of [-1, 3, 0.5, Number.NaN]) {
    const picks = (shape: number[]) => upload(Float32Array.of(index), shape);
    for (const call of [
      () => primitives.gather(fill([3], 1), picks([1]), 0),
      () => primitives.gatherAlong(fill([1, 3], 1), picks([1, 1])),
      () => primitives.scatterAdd(fill([1], 1), picks([1]), 0, 3),
      () => primitives.scatterAddAlong(fill([1, 1], 1), picks([1, 1]), 3),
    ]) {
      expect((await refusal(() => scope(call))).code).toBe("bad-param");
    }
  }
});
