import { cpuBackend } from "@exampledon/backend-cpu";
import { defaultsOf, matrixFromRows, type Rng, rng } from "@exampledon/core";
import { readArrays } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { layoutOf } from "./first-numbers.ts";
import { initialWeights } from "./initial-weights.ts";
import { l1, l1Autoencoder } from "./l1.ts";
import { resample } from "./resample.ts";
import { resampleDead } from "./resample-dead.ts";
import { type StepContext, trainStep } from "./train-step.ts";
import { disposeState, type TrainingState, uploadState } from "./training-state.ts";
import type { Weights } from "./weights.ts";

const [DIM, LATENTS] = [3, 5];
const ROUNDING = 1e-6;
const fallback = { decoder: 1, encoder: 1 };

/** Latent i has a decoder row of length i + 1, an encoder column of twice that, and a bias. */
function weights(): Weights<Float32Array> {
  const decoder = new Float32Array(LATENTS * DIM);
  const encoder = new Float32Array(DIM * LATENTS);
  for (let i = 0; i < LATENTS; i++) {
    decoder[i * DIM] = i + 1;
    encoder[i] = 2 * (i + 1);
  }
  return { encoder, encoderBias: new Float32Array(LATENTS).fill(0.5), decoder, decoderBias: new Float32Array(DIM) };
}

test("a dead latent takes the residual's direction and the mean lengths of the live ones", () => {
  const changed = weights();
  const residuals = matrixFromRows([
    [0, 0, 0],
    [0, 0.3, 0.4],
  ]);
  expect(resample(changed, residuals, [1], rng(1), fallback)).toEqual([1]);
  // Live latents 0, 2, 3, 4 have rows of lengths 1, 3, 4, 5.
  const length = 13 / 4;
  const row = [...changed.decoder.subarray(DIM, 2 * DIM)];
  const column = [0, 1, 2].map((j) => changed.encoder[j * LATENTS + 1]!);
  [0, 0.6 * length, 0.8 * length].forEach((wanted, j) => {
    expect(Math.abs(row[j]! - wanted)).toBeLessThan(4 * ROUNDING);
    expect(Math.abs(column[j]! - 2 * wanted)).toBeLessThan(8 * ROUNDING);
  });
  const untouched = weights();
  for (const i of [0, 2, 3, 4]) {
    expect(changed.decoder.subarray(i * DIM, (i + 1) * DIM)).toEqual(
      untouched.decoder.subarray(i * DIM, (i + 1) * DIM),
    );
  }
});

test("samples are drawn in proportion to the square of their loss, each at most once", () => {
  const residuals = matrixFromRows([
    [1, 0, 0],
    [0, 2 ** 0.5, 0],
    [0, 0, 0],
  ]);
  // Losses 1 and 2: chances 1/5 and 4/5. Standard error over 2000 draws: 0.009.
  const stream = rng("draws");
  let second = 0;
  for (let i = 0; i < 2000; i++) {
    const changed = weights();
    resample(changed, residuals, [0], stream, fallback);
    if (changed.decoder[1]! > 0) second++;
  }
  expect(Math.abs(second / 2000 - 0.8)).toBeLessThan(0.04);
  // Three dead latents, but only two samples with anything left over.
  expect(resample(weights(), residuals, [0, 1, 2], stream, fallback)).toHaveLength(2);
});

test("when every latent is dead the initial lengths are used", () => {
  const changed = weights();
  const dead = [0, 1, 2, 3, 4];
  const residuals = matrixFromRows(dead.map((i) => [i + 1, 0, 0]));
  expect(resample(changed, residuals, dead, rng(1), { decoder: 0.1, encoder: 0.2 })).toHaveLength(5);
  expect(Math.abs(Math.abs(changed.decoder[0]!) - 0.1)).toBeLessThan(ROUNDING);
  expect(Math.abs(Math.abs(changed.encoder[0]!) - 0.2)).toBeLessThan(ROUNDING);
});

test("resampling zeroes the Adam moments and idle counts of what it changed, and of nothing else", async () => {
  const backend = cpuBackend();
  const params = { ...defaultsOf(l1.params), latents: 6, batch: 16, deadAfter: 5 };
  const source = oneAnimalAtATime(randomDirections(rng("animals"), 4, DIM));
  const setting = { dim: DIM, parts: [DIM] };
  const layout = layoutOf(l1Autoencoder, params, setting);
  const context: StepContext<typeof params> = { backend, recipe: l1Autoencoder, params, setting, layout };
  const state = stateWith(rng(3));
  for (let step = 0; step < 3; step++) {
    const { terms } = trainStep(context, state, source.sample(state.data, 16), 1e-3);
    for (const term of Object.values(terms)) backend.dispose(term);
  }
  // Two latents are said to have been idle for long; their moments are not 0 yet.
  const idle = await backend.read(state.idle);
  idle.set([5, 40], 2);
  backend.primitives.assignInPlace(state.idle, backend.upload(idle, [6]));
  const before = { moments: await state.adam.moments(), weights: await readArrays(backend, state.weights) };
  await resampleDead(context, source, state);
  const after = { moments: await state.adam.moments(), weights: await readArrays(backend, state.weights) };
  const revived = [2, 3];
  // Adding 0 turns −0, which is as good, into 0.
  const kept = (data: Float32Array | undefined, latentAt: (at: number) => number) =>
    [...data!].map((value, at) => (revived.includes(latentAt(at)) ? 0 : value + 0));
  const plain = (data: Float32Array | undefined) => [...data!].map((value) => value + 0);
  for (const which of ["first", "second"] as const) {
    const [old, found] = [before.moments[which], after.moments[which]];
    const row = (at: number) => Math.floor(at / DIM);
    expect(plain(old.decoder)).not.toEqual(kept(old.decoder, row));
    expect(plain(found.decoder)).toEqual(kept(old.decoder, row));
    expect(plain(found.encoder)).toEqual(kept(old.encoder, (at) => at % 6));
    expect(plain(found.encoderBias)).toEqual(kept(old.encoderBias, (at) => at));
    expect(found.decoderBias).toEqual(old.decoderBias);
  }
  const counts = await backend.read(state.idle);
  expect([...counts]).toEqual([...idle].map((count, i) => (revived.includes(i) ? 0 : count)));
  expect(state.deadIndices).toEqual([]);
  for (const i of revived) {
    expect(after.weights.encoderBias![i]).toBe(0);
    expect(after.weights.decoder!.slice(i * DIM, (i + 1) * DIM)).not.toEqual(
      before.weights.decoder!.slice(i * DIM, (i + 1) * DIM),
    );
  }
  disposeState(backend, state);

  function stateWith(stream: Rng): TrainingState {
    const numbers = {
      weights: initialWeights(stream.split("init"), { dim: DIM, latents: 6, decoderNorm: 0.5, encoderNorm: 0.5 }),
      extra: {},
      idle: new Float32Array(6),
      deadIndices: [],
      data: stream.split("data"),
      resample: stream.split("resample"),
      scale: 1,
      step: 0,
    };
    return uploadState(backend, numbers, layout, params);
  }
});
