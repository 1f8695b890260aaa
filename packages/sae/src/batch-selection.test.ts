import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape } from "@exampledon/compute";
import { isExampledonError, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { keepBatchTopK, nextThreshold } from "./batch-selection.ts";
import { batchTopK } from "./batch-top-k.ts";

const source = oneAnimalAtATime(randomDirections(rng("animals"), 30, 12));
const input = { kind: "activations", source } as const;

function select(rows: number, values: readonly number[], k: number) {
  const backend = cpuBackend();
  const codes = createTape(backend).constant(backend.upload(Float32Array.from(values), [rows, values.length / rows]));
  return { backend, ...keepBatchTopK(codes, k) };
}

test("the largest codes of the batch are kept, wherever they are", async () => {
  const { backend, codes } = select(3, [5, 1, 0, 2, 3, 4, 0, 0, 0.5], 1);
  expect([...(await backend.read(codes.tensor))]).toEqual([5, 0, 0, 0, 3, 4, 0, 0, 0]);
});

test("k need not be whole: ⌊k · batch⌋ codes are kept, without losing one to rounding", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 500 }), async (batch, hundredths) => {
      const wanted = Math.floor((batch * hundredths) / 100);
      fc.pre(wanted >= 1);
      const values = Array.from({ length: batch * 5 }, (_, i) => i + 1);
      const { backend, codes } = select(batch, values, hundredths / 100);
      const found = await backend.read(codes.tensor);
      expect(found.filter((code) => code > 0)).toHaveLength(wanted);
    }),
    { numRuns: 50, seed: 1 },
  );
});

test("the threshold averages the smallest kept code above 0, and stays where there is none", async () => {
  const { backend, codes, kept } = select(2, [0.7, 0, 0, 0.3], 2);
  const threshold = codes.tape.constant(backend.fill([], 0.5));
  const next = await backend.read(nextThreshold(threshold, kept, 0.1));
  expect(relativeError(next, [0.9 * 0.5 + 0.1 * 0.3])).toBeLessThan(1e-6);
  const silent = select(2, [0, 0, 0, 0], 1);
  const held = silent.codes.tape.constant(silent.backend.fill([], 0.5));
  expect([...(await silent.backend.read(nextThreshold(held, silent.kept, 0.1)))]).toEqual([0.5]);
});

test("a threshold averaged from 0 lets too much through after a short fit; the correction sets that right", async () => {
  const onPerSample = async (correctThreshold: boolean) => {
    const params = { latents: 40, steps: 60, batch: 64, k: 1, correctThreshold, resampleEvery: 0 };
    let reported = Number.NaN;
    const found = await run(batchTopK, input, {
      backend: cpuBackend(),
      params,
      seed: 1,
      onStep: ({ measures }) => {
        reported = measures!.inferenceL0!;
      },
    });
    const activity = found.activity(source.sample(rng("evaluation"), 500));
    return { l0: activity.data.filter((code) => code > 0).length / 500, reported };
  };
  const [plain, corrected] = [await onPerSample(false), await onPerSample(true)];
  expect(plain.l0).toBeGreaterThan(1.5);
  expect(Math.abs(corrected.l0 - 1)).toBeLessThan(0.3);
  // What reports show beside the L0 of training is what the result will do, one step and other samples apart.
  for (const { l0, reported } of [plain, corrected]) expect(Math.abs(reported / l0 - 1)).toBeLessThan(0.3);
});

test.each([
  { k: 5, latents: 4, batch: 8 },
  { k: 0.1, latents: 4, batch: 8 },
])("$k per sample of $latents latents in a batch of $batch is refused", async (params) => {
  const error = await run(batchTopK, input, { backend: cpuBackend(), params }).catch((reason: unknown) => reason);
  expect(isExampledonError(error, "bad-param")).toBe(true);
});
