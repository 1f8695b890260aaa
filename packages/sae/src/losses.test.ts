import { cpuBackend } from "@exampledon/backend-cpu";
import { type Backend, createTape, type Tensor } from "@exampledon/compute";
import { isExampledonError, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { l1Loss } from "./l1-loss.ts";
import type { Loss, LossInput } from "./loss.ts";
import { standardSpecs } from "./standard-weights.ts";
import { topK } from "./top-k.ts";
import { topKLoss } from "./top-k-loss.ts";
import { mapWeights, type Weights } from "./weights.ts";

const [BATCH, DIM, LATENTS] = [9, 5, 11];
// Several float32 roundings: of the rescaled weights, of the codes and of the sums.
const ROUNDING = 1e-5;

const shapes = mapWeights(standardSpecs({ latents: LATENTS, trainDecoderBias: true }, DIM), ({ shape }) => shape);
const beside = { state: {}, step: 0, steps: 1, setting: { dim: DIM, parts: [DIM] } };

const free = { l1Coefficient: 0.3, decoderNorm: "free", lossReduction: "sum" } as const;
const sparse = { k: 3, auxCoefficient: 1, lossReduction: "sum" } as const;

describe("changing scale between encoder and decoder", () => {
  test("changes no term of either loss: length cannot buy sparsity or selection", async () => {
    const scales = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: LATENTS, maxLength: LATENTS });
    await fc.assert(
      fc.asyncProperty(scales, fc.integer(), async (factors, seed) => {
        const weights = randomWeights(seed);
        const moved = rescale(weights, factors);
        for (const loss of [(i: LossInput) => l1Loss(i, free), (i: LossInput) => topKLoss(i, sparse)]) {
          const [before, after] = [await termsOf(loss, weights), await termsOf(loss, moved)];
          expect(relativeError(after, before)).toBeLessThan(ROUNDING);
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  test("evades an L1 penalty that ignores lengths, which is why unit rows go with it", async () => {
    const weights = randomWeights(1);
    const moved = rescale(weights, Array(LATENTS).fill(0.1));
    const loss = (input: LossInput) => l1Loss(input, { ...free, decoderNorm: "unit" });
    const [, before] = await termsOf(loss, weights);
    const [, after] = await termsOf(loss, moved);
    expect(relativeError([after!], [0.1 * before!])).toBeLessThan(ROUNDING);
  });
});

test("averaging over dimensions divides the squared error by their number and leaves the penalty", async () => {
  const weights = randomWeights(2);
  const [sum, penalty] = await termsOf((input) => l1Loss(input, free), weights);
  const [mean, same] = await termsOf((input) => l1Loss(input, { ...free, lossReduction: "mean" }), weights);
  expect(relativeError([mean! * DIM], [sum!])).toBeLessThan(ROUNDING);
  expect(same).toBe(penalty);
});

describe("AuxK", () => {
  test("is left out when nothing is dead or its coefficient is 0", () => {
    const backend = cpuBackend();
    expect(Object.keys(evaluate(backend, (i) => topKLoss(i, sparse), randomWeights(3)).terms)).toEqual(["mse"]);
    const dead = backend.upload(Float32Array.of(2, 5), [2]);
    const off = (i: LossInput) => topKLoss({ ...i, dead }, { ...sparse, auxCoefficient: 0 });
    expect(Object.keys(evaluate(backend, off, randomWeights(3)).terms)).toEqual(["mse"]);
  });

  test("teaches the dead latents and no other", async () => {
    const backend = cpuBackend();
    const dead = backend.upload(Float32Array.of(2, 5), [2]);
    const tape = createTape(backend);
    const weights = mapWeights(upload(backend, randomWeights(4)), tape.variable);
    const { terms } = topKLoss({ ...beside, x: tape.constant(samples(backend)), weights, dead }, sparse);
    const [encoder, decoder] = tape.gradients(terms.aux!, [weights.encoder, weights.decoder]) as [Tensor, Tensor];
    const touched = new Set<number>();
    (await backend.read(encoder)).forEach((value, at) => {
      if (value !== 0) touched.add(at % LATENTS);
    });
    (await backend.read(decoder)).forEach((value, at) => {
      if (value !== 0) touched.add(Math.floor(at / DIM));
    });
    expect([...touched].sort()).toEqual([2, 5]);
  });
});

test("k above the number of latents is refused with the range and the cure", async () => {
  const source = oneAnimalAtATime(randomDirections(rng(1), 3, 2));
  const fit = run(topK, { kind: "activations", source }, { backend: cpuBackend(), params: { latents: 4, k: 5 } });
  const error = await fit.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isExampledonError(error, "bad-param")).toBe(true);
  expect(String(error)).toContain("topK: k must be an integer in [1, 4], got 5; lower k or raise latents");
});

function randomWeights(seed: number): Weights<Float32Array> {
  const stream = rng(seed);
  return mapWeights(shapes, (shape) =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => stream.normal()),
  );
}

/** Encoder column and bias of each latent times a factor, its decoder row divided by it. */
function rescale(weights: Weights<Float32Array>, factors: readonly number[]): Weights<Float32Array> {
  return {
    encoder: weights.encoder.map((value, at) => value * factors[at % LATENTS]!),
    encoderBias: weights.encoderBias.map((value, at) => value * factors[at]!),
    decoder: weights.decoder.map((value, at) => value / factors[Math.floor(at / DIM)]!),
    decoderBias: weights.decoderBias,
  };
}

async function termsOf(loss: (input: LossInput) => Loss, weights: Weights<Float32Array>): Promise<readonly number[]> {
  const backend = cpuBackend();
  const terms = Object.values(evaluate(backend, loss, weights).terms);
  return Promise.all(terms.map(async ({ tensor }) => (await backend.read(tensor))[0]!));
}

function evaluate(backend: Backend, loss: (input: LossInput) => Loss, weights: Weights<Float32Array>): Loss {
  const tape = createTape(backend);
  return loss({
    ...beside,
    x: tape.constant(samples(backend)),
    weights: mapWeights(upload(backend, weights), tape.variable),
  });
}

function upload(backend: Backend, weights: Weights<Float32Array>): Weights<Tensor> {
  return mapWeights(weights, (data, name) => backend.upload(data, shapes[name]));
}

function samples(backend: Backend): Tensor {
  const stream = rng("samples");
  return backend.upload(
    Float32Array.from({ length: BATCH * DIM }, () => stream.normal()),
    [BATCH, DIM],
  );
}
