import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { l1 } from "./l1.ts";
import { steerPenalty, weighPenalty } from "./penalty.ts";

const ROUNDING = 1e-6;
const input = {
  kind: "activations",
  source: oneAnimalAtATime(randomDirections(rng("animals"), 30, 12)),
} as const;

test("a penalty is averaged over the batch, warmed up and multiplied by its factor", async () => {
  const backend = cpuBackend();
  const tape = createTape(backend);
  const [size, x] = [tape.constant(backend.fill([], 12)), tape.constant(backend.fill([4, 3], 0))];
  const weigh = async (step: number, state: object, sparsityWarmup: number) =>
    backend.read(weighPenalty(size, 0.5, { x, step, steps: 100, state: state as never }, { sparsityWarmup }).tensor);
  expect([...(await weigh(0, {}, 0))]).toEqual([1.5]);
  expect(relativeError(await weigh(4, {}, 0.2), [1.5 * (5 / 20)])).toBeLessThan(ROUNDING);
  expect([...(await weigh(19, {}, 0.2))]).toEqual([1.5]);
  const state = { penaltyFactor: tape.constant(backend.fill([], 3)) };
  expect([...(await weigh(50, state, 0))]).toEqual([4.5]);
});

test("the factor rises while too many latents are on, falls while too few are, by the gain at most", async () => {
  const backend = cpuBackend();
  const tape = createTape(backend);
  const codes = tape.constant(backend.upload(Float32Array.of(1, 2, 0, 0, 3, 0), [2, 3]));
  const state = { penaltyFactor: tape.constant(backend.fill([], 2)) };
  const next = async (targetL0: number) =>
    (await backend.read(steerPenalty(codes, { state }, { targetL0, controlGain: 0.01 }).penaltyFactor!))[0]!;
  // 1.5 latents per sample are on.
  expect(relativeError([await next(0.5)], [2 * Math.exp(0.01)])).toBeLessThan(ROUNDING);
  expect(relativeError([await next(1.5)], [2])).toBeLessThan(ROUNDING);
  expect(relativeError([await next(3)], [2 * Math.exp(0.01 * Math.tanh(-5))])).toBeLessThan(ROUNDING);
  expect(steerPenalty(codes, { state }, { targetL0: 0 })).toEqual({});
});

test.each([1.6, 3])("an L1 autoencoder is steered to %d latents per sample", async (targetL0) => {
  const params = { latents: 36, steps: 800, batch: 128, targetL0, controlGain: 0.01 };
  const l0: number[] = [];
  await run(l1, input, {
    backend: cpuBackend(),
    params,
    seed: 1,
    every: 10,
    onStep: ({ measures }) => void l0.push(measures!.l0!),
  });
  const late = l0.slice(-10);
  const mean = late.reduce((sum, value) => sum + value, 0) / late.length;
  expect(Math.abs(mean / targetL0 - 1)).toBeLessThan(0.1);
});
