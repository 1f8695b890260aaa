import { cpuBackend } from "@exampledon/backend-cpu";
import { type Backend, createTape, type Tensor, tensorMath } from "@exampledon/compute";
import { isExampledonError, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { batchTopKLoss } from "./batch-top-k-loss.ts";
import { l1Loss } from "./l1-loss.ts";
import type { Loss, LossInput } from "./loss.ts";
import { matryoshkaLoss } from "./matryoshka-loss.ts";
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

const selection = { ...sparse, thresholdRate: 0.01, correctThreshold: true };
const withThreshold = (i: LossInput): LossInput => ({
  ...i,
  state: { threshold: i.x.tape.constant(i.x.tape.backend.fill([], 0)) },
});
const invariant = [
  (i: LossInput) => l1Loss(i, free),
  (i: LossInput) => topKLoss(i, sparse),
  (i: LossInput) => batchTopKLoss(withThreshold(i), selection),
  (i: LossInput) => matryoshkaLoss(withThreshold(i), { ...selection, widths: [3, LATENTS] }),
];

describe("changing scale between encoder and decoder", () => {
  test("changes no term of the losses that weigh lengths: length cannot buy sparsity or selection", async () => {
    const scales = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: LATENTS, maxLength: LATENTS });
    await fc.assert(
      fc.asyncProperty(scales, fc.integer(), async (factors, seed) => {
        const weights = randomWeights(seed);
        const moved = rescale(weights, factors);
        for (const loss of invariant) {
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

test.each(["raw", "normalised"] as const)("the coefficient of AuxK (%s) is applied once", async (auxVariant) => {
  const aux = async (auxCoefficient: number) => {
    const backend = cpuBackend();
    const dead = backend.upload(Float32Array.of(2, 5), [2]);
    const loss = (i: LossInput) => topKLoss({ ...i, dead }, { ...sparse, auxCoefficient, auxVariant });
    return (await backend.read(evaluate(backend, loss, randomWeights(5)).terms.aux!.tensor))[0]!;
  };
  expect(relativeError([await aux(1 / 32)], [(await aux(1)) / 32])).toBeLessThan(ROUNDING);
});

test("normalised AuxK does not depend on the length of activations", async () => {
  const aux = async (scale: number) => {
    const backend = cpuBackend();
    const tape = createTape(backend);
    const dead = backend.upload(Float32Array.of(2, 5), [2]);
    // Twice the activations and biases: codes and what is left over double, too.
    const weights = mapWeights(randomWeights(6), (data, name) =>
      tape.variable(backend.upload(name.endsWith("Bias") ? data.map((value) => value * scale) : data, shapes[name])),
    );
    const x = tape.constant(tensorMath(backend).mul(samples(backend), scale));
    const { terms } = topKLoss({ ...beside, x, weights, dead }, { ...sparse, auxVariant: "normalised" });
    return backend.read(terms.aux!.tensor);
  };
  expect(relativeError(await aux(2), await aux(1))).toBeLessThan(ROUNDING);
});

describe("where AuxK alone leaves latents dead", () => {
  test("resampling revives them", async () => {
    const source = oneAnimalAtATime(randomDirections(rng("animals"), 60, 16));
    const deadAfter = async (resampleEvery: number) => {
      let dead = Number.NaN;
      await run(
        topK,
        { kind: "activations", source },
        {
          backend: cpuBackend(),
          params: { latents: 60, steps: 400, batch: 128, resampleEvery },
          seed: 1,
          onStep: ({ measures }) => {
            dead = measures!.dead!;
          },
        },
      );
      return dead;
    };
    expect(await deadAfter(50)).toBeLessThan(0.6 * (await deadAfter(0)));
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
