import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError, rng, rowNorms } from "@exampledon/core";
import { type DecomposerDefinition, run, startFit } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { bestCosines, mean, oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { l1 } from "./l1.ts";
import { topK } from "./top-k.ts";

const animals = randomDirections(rng("animals"), 30, 12);
const input = { kind: "activations", source: oneAnimalAtATime(animals) } as const;
const methods: readonly DecomposerDefinition[] = [l1 as never, topK as never];

describe.each(methods.map((method) => [method.id, method] as const))("%s", (_, method) => {
  test("finds thirty animals in twelve dimensions", async () => {
    const backend = cpuBackend();
    const params = { latents: 36, steps: 500, batch: 128 };
    const found = await run(method, input, { backend, params, seed: 1 });
    // 36 random directions reach 0.62; seeds 1 to 5 gave 0.89 to 0.94 (L1) and 0.95 to 0.99 (TopK).
    expect(mean(bestCosines(animals, found.write))).toBeGreaterThan(0.85);
    for (const norm of rowNorms(found.write)) expect(Math.abs(norm - 1)).toBeLessThan(1e-6);
  });
});

test("reports come every `every` steps and at the end; an old one refuses to answer", async () => {
  const fit = startFit(l1, input, { backend: cpuBackend(), params: { steps: 12, latents: 4, batch: 4 }, every: 5 });
  const first = (await fit.next()).value;
  const second = (await fit.next()).value;
  const last = (await fit.next()).value;
  expect([first, second, last].map((report) => (report && "step" in report ? report.step : 0))).toEqual([5, 10, 12]);
  if (!first || !("peek" in first)) throw new Error("a report was expected");
  await expect(first.peek()).rejects.toSatisfy((error) => isExampledonError(error, "disposed"));
  await expect(first.checkpoint()).rejects.toSatisfy((error) => isExampledonError(error, "disposed"));
  expect(first.losses.total).toBeCloseTo(first.losses.mse! + first.losses.l1!, 6);
  await fit.next();
});

test("a diverging loss ends the run, naming the step and the learning rate", async () => {
  const backend = cpuBackend();
  const huge = { dim: 12, sample: (stream: never, batch: number) => scaled(input.source.sample(stream, batch), 1e30) };
  const fit = run(
    l1,
    { kind: "activations", source: huge as never },
    { backend, params: { steps: 100, latents: 8 }, every: 7 },
  );
  const error = await fit.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isExampledonError(error, "not-finite")).toBe(true);
  expect(String(error)).toMatch(/at step 7 .*lower learningRate/);
  expect(backend.live().tensors).toBe(0);
});

test("a frozen decoder bias stays 0, a trained one does not", async () => {
  const offset = async (trainDecoderBias: boolean) =>
    (await run(l1, input, { backend: cpuBackend(), params: { steps: 20, latents: 8, trainDecoderBias } })).offset;
  expect((await offset(false)).every((value) => value === 0)).toBe(true);
  expect((await offset(true)).some((value) => value !== 0)).toBe(true);
});

test("unit decoder rows stay at unit length with large steps", async () => {
  const backend = cpuBackend();
  const params = { steps: 20, latents: 8, decoderNorm: "unit", learningRate: 0.1 } as const;
  let lengths: readonly number[] = [];
  await run(l1, input, {
    backend,
    params,
    onStep: async (step) => {
      const state = (await step.checkpoint()).state as { weights: { decoder: { data: string } } };
      const bytes = Buffer.from(state.weights.decoder.data, "base64");
      const decoder = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      lengths = Array.from({ length: 8 }, (_, i) => Math.hypot(...decoder.subarray(i * 12, (i + 1) * 12)));
    },
  });
  expect(lengths).toHaveLength(8);
  for (const length of lengths) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
});

function scaled(m: { rows: number; cols: number; data: Float32Array }, factor: number) {
  return { ...m, data: m.data.map((value) => value * factor) };
}
