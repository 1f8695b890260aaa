import { combine, linearDecay, linearWarmup } from "@exampledon/compute";
import { throwIfAborted } from "@exampledon/core";
import {
  assertConverging,
  assertCurrent,
  type Decomposition,
  type FitContext,
  type FitInput,
  type FitStep,
  readArrays,
  readLosses,
} from "@exampledon/decomposer";
import { packState, unpackState } from "./checkpoint.ts";
import { readDead, refreshDead } from "./dead-latents.ts";
import { exportDecomposition } from "./export-decomposition.ts";
import { firstNumbers, layoutOf } from "./first-numbers.ts";
import type { Recipe } from "./recipe.ts";
import { resampleDead } from "./resample-dead.ts";
import type { Setting } from "./setting.ts";
import { type StepContext, type StepResult, trainStep } from "./train-step.ts";
import type { TrainingParams } from "./training-params.ts";
import { disposeState, type TrainingState, uploadState } from "./training-state.ts";
import { mapWeights } from "./weights.ts";

/** Steps between two looks at which latents are dead, for losses that ask: a read from the device is not for every step. */
const LOOK_EVERY = 10;

/**
 * Trains an autoencoder on fresh samples, reporting as it goes.
 * @throws `bad-param`, `aborted`; `not-finite` when the loss diverges; `corrupt-file` on a damaged checkpoint
 */
export async function* trainAutoencoder<P extends TrainingParams>(
  recipe: Recipe<P, string>,
  { source, network }: FitInput,
  params: P,
  { backend, rng, signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const setting: Setting = { dim: source.dim, parts: source.parts ?? [source.dim], network };
  recipe.check?.(params, setting);
  const { steps } = params;
  const layout = layoutOf(recipe, params, setting);
  const context: StepContext<P> = { backend, recipe, params, setting, layout };
  const numbers = resume ? unpackState(resume, layout) : firstNumbers(recipe, params, setting, source, rng);
  const state = uploadState(backend, numbers, layout, params);
  const schedule = combine(linearWarmup(params.warmup), linearDecay(params.decay));
  try {
    while (state.step < steps) {
      throwIfAborted(signal, `${recipe.id} after step ${state.step}`);
      const batch = source.sample(state.data, params.batch);
      const reported = (state.step + 1) % every === 0 || state.step + 1 === steps;
      const rate = params.learningRate * schedule(state.step, steps);
      const result = trainStep(context, state, batch, rate, reported);
      state.step++;
      const { step } = state;
      const losses = reported ? await readLosses(backend, result.terms) : undefined;
      const measures = reported ? await readMeasures(context, state, result) : undefined;
      for (const tensor of [...Object.values(result.terms), ...Object.values(result.measures)]) backend.dispose(tensor);
      if (losses) assertConverging(recipe.id, step, losses, params.learningRate);
      if (recipe.needsDead(params) && step % LOOK_EVERY === 0) await refreshDead(backend, state, params.deadAfter);
      if (resamplesAfter(step, params)) await resampleDead(context, source, state);
      if (!losses || !measures) continue;
      const guard = (what: string): void => assertCurrent(recipe.id, what, step, state.step);
      yield {
        step,
        total: steps,
        losses,
        measures,
        peek: async () => {
          guard("peek");
          return decompose(context, state);
        },
        checkpoint: async () => {
          guard("checkpoint");
          return packState(backend, recipe.id, params, state);
        },
      };
    }
    return await decompose(context, state);
  } finally {
    // Marks reports as outdated, too.
    state.step = Number.POSITIVE_INFINITY;
    disposeState(backend, state);
  }
}

async function decompose<P extends TrainingParams>(
  { backend, recipe, params, setting }: StepContext<P>,
  state: TrainingState,
): Promise<Decomposition> {
  const { scale, step } = state;
  const [weights, extra] = await Promise.all([readArrays(backend, state.weights), readArrays(backend, state.extra)]);
  const form = recipe.exported({ weights, state: extra, step }, params, setting);
  return exportDecomposition(form, { method: recipe.id, params, latents: params.latents, scale });
}

/** What a report tells besides the losses: what the step measured, dead latents, and every number of the state. */
async function readMeasures<P extends TrainingParams>(
  { backend, params }: StepContext<P>,
  state: TrainingState,
  { measures }: StepResult,
): Promise<Readonly<Record<string, number>>> {
  const scalars = Object.entries(state.extra).filter(([, { shape }]) => shape.length === 0);
  const read = await readArrays(backend, { ...measures, ...Object.fromEntries(scalars) });
  const dead = (await readDead(backend, state, params.deadAfter)).length;
  return { ...mapWeights(read, (values) => values[0]!), dead };
}

function resamplesAfter(step: number, { resampleEvery, resampleUntil, steps }: TrainingParams): boolean {
  return resampleEvery > 0 && step % resampleEvery === 0 && step < resampleUntil * steps;
}
