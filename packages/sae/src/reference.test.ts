import { cpuBackend } from "@exampledon/backend-cpu";
import { add, type Backend, clipGradients, createTape, type Tensor } from "@exampledon/compute";
import { defaultsOf, rng } from "@exampledon/core";
import { describe, expect, test } from "vitest";
import { type Fixture, loadFixture, matrixOf, nonZeros, relativeError, weightsOf } from "../test/fixture.ts";
import { exportDecomposition } from "./export-decomposition.ts";
import { l1, l1Autoencoder } from "./l1.ts";
import type { Recipe } from "./recipe.ts";
import { topK, topKAutoencoder } from "./top-k.ts";
import { trainStep } from "./train-step.ts";
import type { TrainingParams } from "./training-params.ts";
import { disposeState, readWeights, type TrainingState, uploadState } from "./training-state.ts";
import { removeParallel } from "./unit-rows.ts";
import { mapWeights, type Weights } from "./weights.ts";

// Bounds for float32, from fixtures/README.md.
const FORWARD = 1e-5;
const GRADIENT = 1e-5;
const AFTER = { 1: 1e-5, 10: 2e-5, 50: 1e-4 };

describe.each(["l1", "l1-unit-norm", "topk"])("%s agrees with PyTorch", (name) => {
  const fixture = loadFixture(name);
  const { hyperparameters, first_batch, training, batches } = fixture;
  const { d_in: dim, d_sae: latents } = hyperparameters;
  const [recipe, params] = subject(name, fixture);
  const batchOf = (step: number) => matrixOf(batches[step % batches.length]!);

  test("reconstruction, codes, loss terms and gradients on the first batch", async () => {
    const backend = cpuBackend();
    const state = upload(backend, fixture);
    const { loss, weights, gradients } = firstBatch(backend, state);
    for (const [term, value] of Object.entries(first_batch.terms)) {
      expect(relativeError(await backend.read(loss.terms[term]!.tensor), [value]), term).toBeLessThan(FORWARD);
    }
    expect(Object.keys(loss.terms)).toEqual(Object.keys(first_batch.terms));
    const { reconstruction, codes } = first_batch.forward;
    expect(relativeError(await backend.read(loss.reconstruction.tensor), reconstruction.data)).toBeLessThan(FORWARD);
    const usage = Array.from({ length: latents }, (_, i) =>
      codes.data.reduce((sum, code, at) => (at % latents === i ? sum + code : sum), 0),
    );
    expect(relativeError(await backend.read(loss.usage.tensor), usage)).toBeLessThan(FORWARD);
    await expectClose(backend, gradients, weightsOf(first_batch.gradients), GRADIENT);
    expect(Object.keys(weights)).toEqual(Object.keys(gradients));
  });

  test("parameters and losses over fifty steps of Adam", async () => {
    const backend = cpuBackend();
    const state = upload(backend, fixture);
    for (let step = 0; step < 50; step++) {
      const bound = AFTER[step < 1 ? 1 : step < 10 ? 10 : 50];
      const terms = trainStep(backend, recipe, params, state, batchOf(step), hyperparameters.lr);
      for (const [term, tensor] of Object.entries(terms)) {
        const wanted = training.terms[term]![step]!;
        expect(relativeError(await backend.read(tensor), [wanted]), `${term} of step ${step}`).toBeLessThan(bound);
        backend.dispose(tensor);
      }
      const done = step + 1;
      if (done !== 1 && done !== 10 && done !== 50) continue;
      await expectClose(backend, state.weights, weightsOf(training.parameters_after[done]), AFTER[done]);
    }
    disposeState(backend, state);
    expect(backend.live().tensors).toBe(0);
  });

  test("the exported decomposition encodes and reconstructs as the autoencoder does", async () => {
    const backend = cpuBackend();
    const weights = await readWeights(backend, upload(backend, fixture));
    const activation = recipe.activation(params);
    const decomposition = exportDecomposition(weights, { method: recipe.id, params: {}, dim, latents, activation });
    const { reconstruction, codes } = first_batch.forward;
    expect(relativeError(decomposition.reconstruct(batchOf(0)).data, reconstruction.data)).toBeLessThan(FORWARD);
    // TopK's reference codes are already in lengths of decoder rows.
    const lengths = Array.from({ length: latents }, (_, i) =>
      name === "topk" ? 1 : Math.hypot(...weights.decoder.subarray(i * dim, (i + 1) * dim)),
    );
    const activity = codes.data.map((code, at) => code * lengths[at % latents]!);
    expect(relativeError(decomposition.activity(batchOf(0)).data, activity)).toBeLessThan(FORWARD);
  });

  function firstBatch(backend: Backend, state: TrainingState) {
    const tape = createTape(backend);
    const weights = mapWeights(state.weights, tape.variable);
    const { rows, cols, data } = batchOf(0);
    const x = tape.constant(backend.upload(data, [rows, cols]));
    const loss = recipe.loss({ x, weights, dead: state.dead }, params);
    const total = Object.values(loss.terms).reduce((sum, term) => add(sum, term));
    const [encoder, encoderBias, decoder, decoderBias] = tape.gradients(total, Object.values(weights));
    return { loss, weights, gradients: { encoder, encoderBias, decoder, decoderBias } as Weights<Tensor> };
  }

  if (name === "l1-unit-norm")
    test("the parallel gradient goes before the clip", async () => {
      const backend = cpuBackend();
      const state = upload(backend, fixture);
      const { gradients } = firstBatch(backend, state);
      const decoder = removeParallel(backend, gradients.decoder, state.weights.decoder);
      const clipped = clipGradients(backend, { ...gradients, decoder }, params.clip);
      const [before] = training.gradient_norm_before_clip!;
      // Above the clip, so that the order matters.
      expect(before).toBeGreaterThan(params.clip);
      expect(relativeError(await backend.read(clipped.norm), [before!])).toBeLessThan(GRADIENT);
      await expectClose(backend, clipped.gradients, weightsOf(training.used_gradients_step_0!), GRADIENT);
    });
});

async function expectClose(backend: Backend, found: Weights<Tensor>, wanted: Weights<Float32Array>, bound: number) {
  for (const [name, tensor] of Object.entries(found)) {
    const error = relativeError(await backend.read(tensor), wanted[name as keyof Weights<unknown>]);
    expect(error, name).toBeLessThan(bound);
  }
}

function upload(backend: Backend, { hyperparameters, initial_parameters, dead_latents }: Fixture): TrainingState {
  const { d_in: dim, d_sae: latents } = hyperparameters;
  const numbers = {
    weights: weightsOf(initial_parameters),
    idle: new Float32Array(latents),
    deadIndices: dead_latents ? nonZeros(dead_latents) : [],
    data: rng("data"),
    resample: rng("resample"),
    step: 0,
  };
  return uploadState(backend, numbers, { dim, latents, trainDecoderBias: true });
}

function subject(name: string, { hyperparameters }: Fixture): readonly [Recipe<TrainingParams>, TrainingParams] {
  const { d_sae: latents, clip_grad_norm, l1_coefficient: l1Coefficient, k } = hyperparameters;
  const common = { latents, clip: clip_grad_norm ?? 0 };
  if (name === "topk") {
    const auxCoefficient = hyperparameters.aux_loss_coefficient;
    return [topKAutoencoder, { ...defaultsOf(topK.params), ...common, k, auxCoefficient } as TrainingParams];
  }
  const decoderNorm = name === "l1" ? "free" : "unit";
  return [l1Autoencoder, { ...defaultsOf(l1.params), ...common, l1Coefficient, decoderNorm } as TrainingParams];
}
