import { cpuBackend } from "@exampledon/backend-cpu";
import { type Backend, clipGradients, createTape, type Tensor } from "@exampledon/compute";
import type { Matrix, ParamsOf } from "@exampledon/core";
import { defaultsOf, rng } from "@exampledon/core";
import { type Decomposition, readArrays } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import type { AutoencoderDefinition, AutoencoderSpec } from "../src/autoencoder.ts";
import { exportDecomposition } from "../src/export-decomposition.ts";
import { layoutOf } from "../src/first-numbers.ts";
import type { Recipe } from "../src/recipe.ts";
import { gradientsOf, lossOf, type StepContext, totalOf, trainStep } from "../src/train-step.ts";
import type { TrainingParams } from "../src/training-params.ts";
import { disposeState, type TrainingState, uploadState } from "../src/training-state.ts";
import { removeParallel } from "../src/unit-rows.ts";
import { mapWeights } from "../src/weights.ts";
import {
  arraysOf,
  type Fixture,
  type FixtureTensor,
  type FixtureTensors,
  loadFixture,
  matrixOf,
  nonZeros,
  relativeError,
} from "./fixture.ts";

// Bounds for float32, from fixtures/README.md.
const FORWARD = 1e-5;
const GRADIENT = 1e-5;
const AFTER = { 1: 1e-5, 10: 2e-5, 50: 1e-4 };

/** How a fixture is to be compared. */
export interface AgreementOptions<S extends AutoencoderSpec> {
  /** Parameters that the fixture was made with, besides size, clip and betas. */
  params(fixture: Fixture): Partial<ParamsOf<S>>;
  /** Sizes of the parts of an activation, and a batch as it is joined from them; default one part. */
  parts?(fixture: Fixture): readonly number[];
  join?(batch: FixtureTensors): Matrix;
  /** The fixture's arrays under our names. Default {@link arraysOf}. */
  arrays?(tensors: FixtureTensors | undefined): Readonly<Record<string, Float32Array>>;
  /** The fixture's loss terms under our names. Default in camel case. */
  terms?(terms: Readonly<Record<string, number>>): Readonly<Record<string, number>>;
  /** What the reconstruction of the first batch must be. Default the tensor `reconstruction`. */
  reconstruction?(forward: FixtureTensors): FixtureTensor;
  /** The part of a decomposition's reconstruction that it is compared with. Default all. */
  outputs?(reconstructed: Matrix, fixture: Fixture): Matrix;
  /** Whether the fixture's codes are already in lengths of decoder rows. Default false. */
  readonly rescaled?: boolean;
  /** Whether codes after export must be those of training. Default true; false where inference differs. */
  readonly exports?: boolean;
}

/** A recipe at the point that its fixture starts from. */
export interface Subject {
  readonly fixture: Fixture;
  readonly backend: Backend;
  readonly context: StepContext<TrainingParams>;
  readonly state: TrainingState;
  batchOf(step: number): Matrix;
}

/** Puts the fixture's first weights on a fresh backend. */
export function subjectOf<S extends AutoencoderSpec, W extends string>(
  name: string,
  definition: AutoencoderDefinition<S, W>,
  options: AgreementOptions<S>,
): Subject {
  const fixture = loadFixture(name);
  const { hyperparameters, initial_parameters, dead_latents, batches } = fixture;
  const { d_sae: latents, clip_grad_norm } = hyperparameters;
  const params = {
    ...defaultsOf(definition.params),
    latents,
    clip: clip_grad_norm ?? 0,
    ...options.params(fixture),
  } as unknown as TrainingParams;
  const recipe = definition as unknown as Recipe<TrainingParams, string>;
  const arrays = options.arrays ?? arraysOf;
  const join = options.join ?? ((batch) => matrixOf(batch as unknown as FixtureTensor));
  const dim = join(batches[0] as FixtureTensors).cols;
  const setting = { dim, parts: options.parts?.(fixture) ?? [dim] };
  const backend = cpuBackend();
  const layout = layoutOf(recipe, params, setting);
  const context: StepContext<TrainingParams> = { backend, recipe, params, setting, layout };
  const numbers = {
    weights: mapWeights(layout.weights, (_, array) => arrays(initial_parameters)[array]!),
    extra: mapWeights(layout.extra, ({ shape, initial }) =>
      new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(initial),
    ),
    idle: new Float32Array(latents),
    deadIndices: dead_latents ? nonZeros(dead_latents) : [],
    data: rng("data"),
    resample: rng("resample"),
    scale: 1,
    step: 0,
  };
  const state = uploadState(backend, numbers, layout, params);
  const batchOf = (step: number) => join(batches[step % batches.length] as FixtureTensors);
  return { fixture, backend, context, state, batchOf };
}

/** Loss and gradients on the first batch, nothing clipped or projected. */
export function firstBatch({ backend, context, state, batchOf }: Subject) {
  const weights = mapWeights(state.weights, createTape(backend).variable);
  const { loss } = lossOf(context, state, batchOf(0), weights);
  return { loss, weights, gradients: gradientsOf(totalOf(loss), weights) };
}

/** Takes `steps` steps, calling back after each with the terms, already read. */
export async function takeSteps(
  { backend, context, state, batchOf, fixture }: Subject,
  steps: number,
  after: (done: number, terms: Readonly<Record<string, number>>) => void | Promise<void>,
): Promise<void> {
  for (let step = 0; step < steps; step++) {
    const { terms } = trainStep(context, state, batchOf(step), fixture.hyperparameters.lr);
    state.step++;
    const read = await readArrays(backend, terms);
    for (const tensor of Object.values(terms)) backend.dispose(tensor);
    await after(
      step + 1,
      mapWeights(read, (values) => values[0]!),
    );
  }
}

/** The decomposition as it stands. */
export async function exportOf({ backend, state, context }: Subject): Promise<Decomposition> {
  const { recipe, params, setting } = context;
  const [weights, extra] = [await readArrays(backend, state.weights), await readArrays(backend, state.extra)];
  const form = recipe.exported({ weights, state: extra, step: state.step }, params, setting);
  return exportDecomposition(form, { method: recipe.id, params: {}, latents: params.latents });
}

/** Loss terms under our names: `inner_mse_10` is `innerMse10`. */
function camelTerms(terms: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const rename = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(terms).map(([name, value]) => [rename(name), value]));
}

/** Tests that a recipe agrees with its fixture: forward, terms, gradients, fifty steps of Adam, and what is exported. */
export function testAgreement<S extends AutoencoderSpec, W extends string>(
  name: string,
  definition: AutoencoderDefinition<S, W>,
  options: AgreementOptions<S>,
): void {
  const make = () => subjectOf(name, definition, options);
  const { arrays = arraysOf, terms: termsOf = camelTerms } = options;
  const reconstructionOf = options.reconstruction ?? ((forward: FixtureTensors) => forward.reconstruction);

  test(`${name}: reconstruction, codes, loss terms and gradients on the first batch`, async () => {
    const subject = make();
    const { backend, fixture } = subject;
    const { forward, terms, gradients: wanted } = fixture.first_batch;
    const { loss, gradients } = firstBatch(subject);
    for (const [term, value] of Object.entries(termsOf(terms))) {
      expect(relativeError(await backend.read(loss.terms[term]!.tensor), [value]), term).toBeLessThan(FORWARD);
    }
    expect(Object.keys(loss.terms).sort()).toEqual(Object.keys(termsOf(terms)).sort());
    const reconstruction = reconstructionOf(forward);
    if (reconstruction) {
      expect(relativeError(await backend.read(loss.reconstruction.tensor), reconstruction.data)).toBeLessThan(FORWARD);
    }
    expect(relativeError(await backend.read(loss.codes.tensor), forward.codes!.data), "codes").toBeLessThan(FORWARD);
    const latents = fixture.hyperparameters.d_sae;
    const usage = new Float64Array(latents);
    forward.codes!.data.forEach((code, at) => {
      usage[at % latents]! += code;
    });
    expect(relativeError(await backend.read(loss.usage.tensor), usage), "usage").toBeLessThan(FORWARD);
    await expectClose(backend, gradients, arrays(wanted), GRADIENT);
  });

  test(`${name}: parameters, losses and state over fifty steps of Adam`, async () => {
    const subject = make();
    const { backend, state } = subject;
    const { training } = subject.fixture;
    await takeSteps(subject, 50, async (done, terms) => {
      const bound = AFTER[done <= 1 ? 1 : done <= 10 ? 10 : 50];
      const wanted = termsOf(mapWeights(training.terms, (values) => values[done - 1]!));
      for (const [term, value] of Object.entries(wanted)) {
        expect(relativeError([terms[term]!], [value]), `${term} of step ${done}`).toBeLessThan(bound);
      }
      for (const [entry, tensor] of Object.entries(state.extra)) {
        const wanted = training.state_after_step?.[entry]?.[done - 1];
        if (wanted === undefined) continue;
        const found = await backend.read(tensor);
        expect(relativeError(found, [wanted]), `${entry} after step ${done}`).toBeLessThan(bound);
      }
      const after = training.parameters_after[done];
      if (after) await expectClose(backend, state.weights, arrays(after), AFTER[done as 1 | 10 | 50]);
    });
    disposeState(backend, state);
    expect(backend.live().tensors).toBe(0);
  });

  const { training } = loadFixture(name);
  if (training.used_gradients_step_0) {
    test(`${name}: the parallel gradient goes before the clip`, async () => {
      const subject = make();
      const { backend, state, context } = subject;
      const { clip } = context.params;
      let { gradients } = firstBatch(subject);
      const decoder = removeParallel(backend, gradients.decoder!, state.weights.decoder!);
      gradients = { ...gradients, decoder };
      const before = training.gradient_norm_before_clip?.[0];
      if (before !== undefined) {
        const clipped = clipGradients(backend, gradients, clip);
        expect(relativeError(await backend.read(clipped.norm), [before])).toBeLessThan(GRADIENT);
        gradients = clipped.gradients;
      }
      await expectClose(backend, gradients, arraysOf(training.used_gradients_step_0), GRADIENT);
    });
  }

  if (options.exports === false) return;
  test(`${name}: the exported decomposition encodes and reconstructs as the autoencoder does`, async () => {
    const subject = make();
    const { batchOf, fixture, context } = subject;
    const decomposition = await exportOf(subject);
    const { latents } = context.params;
    const { codes } = fixture.first_batch.forward;
    const reconstructed = decomposition.reconstruct(batchOf(0));
    const found = options.outputs?.(reconstructed, fixture) ?? reconstructed;
    expect(relativeError(found.data, reconstructionOf(fixture.first_batch.forward)!.data)).toBeLessThan(FORWARD);
    const { decoder } = arrays(fixture.initial_parameters) as { decoder: Float32Array };
    const dim = decoder.length / latents;
    const lengths = Array.from({ length: latents }, (_, i) =>
      options.rescaled ? 1 : Math.hypot(...decoder.subarray(i * dim, (i + 1) * dim)),
    );
    const activity = codes!.data.map((code, at) => code * lengths[at % latents]!);
    expect(relativeError(decomposition.activity(batchOf(0)).data, activity)).toBeLessThan(FORWARD);
  });
}

async function expectClose(
  backend: Backend,
  found: Readonly<Record<string, Tensor>>,
  wanted: Readonly<Record<string, Float32Array>>,
  bound: number,
): Promise<void> {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, tensor] of Object.entries(found)) {
    expect(relativeError(await backend.read(tensor), wanted[name]!), name).toBeLessThan(bound);
  }
}
