import { isExampledonError } from "@exampledon/core";
import { expect, test } from "vitest";
import { float64AsHost, naiveBackend } from "../test/naive-backend.ts";
import { type AdamStep, type Backend, composedAdam, createAdam, type Shape, type Tensor } from "./index.ts";

const put = (backend: Backend, shape: Shape, ...data: number[]): Tensor =>
  backend.upload(Float32Array.from(data), shape);

test("two steps by hand", async () => {
  const backend = naiveBackend("float64");
  const w = backend.upload(float64AsHost([1, -2]), [2]);
  const adam = createAdam(backend, { w });
  // m̂ = g and v̂ = g² at the first step, whatever β: θ moves by lr · g / (|g| + ε).
  adam.step({ w: put(backend, [2], 0.5, -4) }, 0.1);
  const first = await backend.read(w);
  expect(first[0]).toBeCloseTo(1 - 0.05 / (0.5 + 1e-8), 14);
  expect(first[1]).toBeCloseTo(-2 + 0.4 / (4 + 1e-8), 14);
  adam.step({ w: put(backend, [2], -1, 0) }, 0.2);
  const second = await backend.read(w);
  // m = 0.9 · 0.05 − 0.1, v = 0.999 · 0.00025 + 0.001; corrections 1 − 0.9² and 1 − 0.999².
  expect(second[0]).toBeCloseTo(first[0]! + ((0.2 / 0.19) * 0.055) / (Math.sqrt(0.00124975 / 0.001999) + 1e-8), 13);
  expect(second[1]).toBeCloseTo(first[1]! + ((0.2 / 0.19) * 0.36) / (Math.sqrt(0.015984 / 0.001999) + 1e-8), 13);
});

test("a restored run continues to the same bits", async () => {
  const backend = naiveBackend("float32");
  const gradient = (t: number): Tensor => put(backend, [2, 2], Math.sin(t), Math.cos(t), t / 7, -0.3);
  const w = put(backend, [2, 2], 1, 2, 3, 4);
  const adam = createAdam(backend, { w }, { beta1: 0.8, beta2: 0.99 });
  for (let t = 0; t < 3; t++) adam.step({ w: gradient(t) }, 0.01);
  const [saved, moments] = [await backend.read(w), await adam.moments()];
  expect(moments.steps).toBe(3);
  for (let t = 3; t < 6; t++) adam.step({ w: gradient(t) }, 0.01);

  const again = backend.upload(saved, [2, 2]);
  const resumed = createAdam(backend, { w: again }, { beta1: 0.8, beta2: 0.99 });
  resumed.restore(structuredClone(moments));
  for (let t = 3; t < 6; t++) resumed.step({ w: gradient(t) }, 0.01);
  expect(await backend.read(again)).toEqual(await backend.read(w));
  expect(await resumed.moments()).toEqual(await adam.moments());
});

test("resets the moments of rows, columns and entries, and of nothing else", async () => {
  const backend = naiveBackend("float32");
  const parameters = { decoder: backend.fill([3, 2], 1), encoder: backend.fill([2, 3], 1), bias: backend.fill([3], 1) };
  const adam = createAdam(backend, parameters, { beta1: 0.5, beta2: 0.5 });
  adam.step({ decoder: backend.fill([3, 2], 2), encoder: backend.fill([2, 3], 2), bias: backend.fill([3], 2) }, 0.1);
  adam.resetRows("decoder", [0, 2]);
  adam.resetColumns("encoder", Int32Array.of(1));
  adam.resetRows("bias", [2]);
  adam.resetRows("bias", []);
  const { steps, first, second } = await adam.moments();
  expect(steps).toBe(1);
  expect(Object.entries(first).map(([name, m]) => [name, [...m]])).toEqual([
    ["decoder", [0, 0, 1, 1, 0, 0]],
    ["encoder", [1, 0, 1, 1, 0, 1]],
    ["bias", [1, 1, 0]],
  ]);
  expect([...second.encoder!]).toEqual([2, 0, 2, 2, 0, 2]);
});

test("outlives the scope it was made in, leaks nothing, and frees its moments", () => {
  const backend = naiveBackend("float32");
  const w = put(backend, [2], 1, 2);
  const before = backend.live();
  let adam: ReturnType<typeof createAdam> | undefined;
  backend.scope(() => {
    adam = createAdam(backend, { w });
  });
  const withMoments = backend.live();
  expect(withMoments.tensors).toBe(before.tensors + 2);
  for (let t = 0; t < 3; t++) backend.scope(() => adam!.step({ w: put(backend, [2], 1, 1) }, 0.1));
  adam!.resetRows("w", [0]);
  expect(backend.live()).toEqual(withMoments);
  adam!.dispose();
  expect(backend.live()).toEqual(before);
});

test("uses the backend's kernel where there is one", async () => {
  const plain = naiveBackend("float32");
  const calls: AdamStep[] = [];
  const compose = composedAdam(plain);
  const backend: Backend = {
    ...plain,
    updates: {
      adam: (target, gradient, m, v, step) => {
        calls.push(step);
        compose(target, gradient, m, v, step);
      },
    },
  };
  const adam = createAdam(backend, { w: backend.fill([1], 1) });
  adam.step({ w: backend.fill([1], 1) }, 0.5);
  adam.step({ w: backend.fill([1], 1) }, 0.25);
  const rates = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  expect(calls).toEqual([
    { learningRate: 0.5, ...rates, correction1: 1 - 0.9, correction2: 1 - 0.999 },
    { learningRate: 0.25, ...rates, correction1: 1 - 0.9 ** 2, correction2: 1 - 0.999 ** 2 },
  ]);
});

test("refuses what does not fit", () => {
  const backend = naiveBackend("float32");
  const w = backend.fill([2, 3], 1);
  const adam = createAdam(backend, { w });
  const data = new Float32Array(6);
  const refusals: readonly (readonly [() => unknown, "bad-param" | "bad-shape" | "corrupt-file"])[] = [
    [() => createAdam(backend, { w }, { beta1: 1 }), "bad-param"],
    [() => adam.step({}, 0.1), "bad-param"],
    [() => adam.step({ w, other: w }, 0.1), "bad-param"],
    [() => adam.step({ w: backend.fill([3, 2], 1) }, 0.1), "bad-shape"],
    [() => adam.resetRows("other", [0]), "bad-param"],
    [() => adam.resetRows("w", [2]), "bad-param"],
    [() => adam.resetColumns("w", [-1]), "bad-param"],
    [() => adam.restore({ steps: 1, first: { w: data }, second: {} }), "corrupt-file"],
    [() => adam.restore({ steps: -1, first: { w: data }, second: { w: data } }), "corrupt-file"],
    [() => adam.restore({ steps: 1, first: { w: data.slice(1) }, second: { w: data } }), "corrupt-file"],
  ];
  for (const [act, code] of refusals) {
    expect(act).toThrowError(expect.toSatisfy((error: unknown) => isExampledonError(error, code)));
  }
});
