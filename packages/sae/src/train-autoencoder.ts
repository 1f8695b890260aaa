import { type Backend, linearDecay, type Tensor } from "@exampledon/compute";
import { fail, type Rng, throwIfAborted } from "@exampledon/core";
import type { Decomposition, FitContext, FitInput, FitStep } from "@exampledon/decomposer";
import { packState, unpackState } from "./checkpoint.ts";
import { refreshDead } from "./dead-latents.ts";
import { exportDecomposition } from "./export-decomposition.ts";
import { initialWeights } from "./initial-weights.ts";
import type { Recipe } from "./recipe.ts";
import { resampleDead } from "./resample-dead.ts";
import { trainStep } from "./train-step.ts";
import type { TrainingParams } from "./training-params.ts";
import { disposeState, readWeights, type TrainingNumbers, uploadState } from "./training-state.ts";

/** Steps between two looks at which latents are dead, for losses that ask: a read from the device is not for every step. */
const LOOK_EVERY = 10;

/**
 * Trains an autoencoder on fresh samples, reporting as it goes.
 * @throws `bad-param`, `aborted`; `not-finite` when the loss diverges; `corrupt-file` on a damaged checkpoint
 */
export async function* trainAutoencoder<P extends TrainingParams>(
  recipe: Recipe<P>,
  { source }: FitInput,
  params: P,
  { backend, rng, signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  recipe.check?.(params);
  const { steps, latents, trainDecoderBias } = params;
  const sizes = { dim: source.dim, latents, trainDecoderBias };
  const numbers = resume ? unpackState(resume, sizes) : firstNumbers(rng, recipe.initialNorms(params), sizes);
  const state = uploadState(backend, numbers, sizes);
  const schedule = linearDecay(params.decay);
  const decompose = async (): Promise<Decomposition> =>
    exportDecomposition(await readWeights(backend, state), {
      method: recipe.id,
      params,
      dim: source.dim,
      latents,
      activation: recipe.activation(params),
    });
  try {
    while (state.step < steps) {
      throwIfAborted(signal, `${recipe.id} after step ${state.step}`);
      const batch = source.sample(state.data, params.batch);
      const terms = trainStep(backend, recipe, params, state, batch, params.learningRate * schedule(state.step, steps));
      state.step++;
      const { step } = state;
      const reported = step % every === 0 || step === steps;
      const losses = reported ? await readLosses(backend, terms) : undefined;
      for (const term of Object.values(terms)) backend.dispose(term);
      if (losses) assertConverging(recipe.id, step, losses, params.learningRate);
      if (recipe.needsDead(params) && step % LOOK_EVERY === 0) await refreshDead(backend, state, params.deadAfter);
      if (resamplesAfter(step, params)) await resampleDead(backend, recipe, params, source, state);
      if (!losses) continue;
      const guard = (what: string): void => assertCurrent(recipe.id, what, step, state.step);
      yield {
        step,
        total: steps,
        losses,
        peek: async () => {
          guard("peek");
          return decompose();
        },
        checkpoint: async () => {
          guard("checkpoint");
          return packState(backend, recipe.id, params, state);
        },
      };
    }
    return await decompose();
  } finally {
    // Marks reports as outdated, too.
    state.step = Number.POSITIVE_INFINITY;
    disposeState(backend, state);
  }
}

function firstNumbers(
  rng: Rng,
  { decoder, encoder }: { readonly decoder: number; readonly encoder: number },
  { dim, latents }: { readonly dim: number; readonly latents: number },
): TrainingNumbers {
  return {
    weights: initialWeights(rng.split("init"), { dim, latents, decoderNorm: decoder, encoderNorm: encoder }),
    idle: new Float32Array(latents),
    deadIndices: [],
    data: rng.split("data"),
    resample: rng.split("resample"),
    step: 0,
  };
}

function resamplesAfter(step: number, { resampleEvery, resampleUntil, steps }: TrainingParams): boolean {
  return resampleEvery > 0 && step % resampleEvery === 0 && step < resampleUntil * steps;
}

async function readLosses(
  backend: Backend,
  terms: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, number>>> {
  const values: Record<string, number> = { total: 0 };
  for (const [name, term] of Object.entries(terms)) {
    const value = (await backend.read(term))[0]!;
    values[name] = value;
    values.total! += value;
  }
  return values;
}

function assertConverging(where: string, step: number, losses: Readonly<Record<string, number>>, rate: number): void {
  if (!Number.isFinite(losses.total)) {
    fail("not-finite", {
      where,
      problem: `the loss must stay finite, but at step ${step} it was not`,
      got: losses,
      cure: `lower learningRate (now ${rate})`,
    });
  }
}

function assertCurrent(where: string, what: string, step: number, current: number): void {
  if (step !== current) {
    fail("disposed", {
      where: `${where}: ${what}`,
      problem: "a report is valid until the fit goes on",
      got: `the report of step ${step}`,
      cure: "call it before the next next()",
    });
  }
}
