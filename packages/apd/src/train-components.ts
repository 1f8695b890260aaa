import { type Rng, throwIfAborted } from "@exampledon/core";
import {
  assertConverging,
  assertCurrent,
  type FitContext,
  type FitStep,
  type ParameterDecomposition,
  type ParameterInput,
  readArrays,
  readLosses,
} from "@exampledon/decomposer";
import type { ComponentRecipe, FaithfulStep } from "./component-recipe.ts";
import { type Setup, setupOf } from "./setup.ts";
import { activeTerms, type StepSetting, trainStep, warmupStep } from "./train-step.ts";
import type { TrainingParams } from "./training-params.ts";
import {
  disposeState,
  mapValues,
  packState,
  restartAdam,
  type TrainingNumbers,
  unpackState,
  uploadState,
} from "./training-state.ts";

/**
 * Trains the components of a network's weights on fresh inputs, reporting as it goes.
 * @throws `bad-param`, `aborted`; `not-finite` when the loss diverges; `corrupt-file` on a damaged checkpoint
 */
export async function* trainComponents<P extends TrainingParams, C extends FaithfulStep>(
  recipe: ComponentRecipe<P, C>,
  input: ParameterInput,
  params: P,
  { backend, rng, signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep<ParameterDecomposition>, ParameterDecomposition, void> {
  const setup = setupOf(recipe.id, input, params, backend);
  const total = params.faithfulnessSteps + params.steps;
  throwIfAborted(signal, recipe.id);
  const first = await firstNumbers(recipe, setup, rng);
  const numbers = resume
    ? unpackState(
        resume,
        mapValues(first.arrays, ({ shape }) => shape),
        mapValues(first.terms, ({ arrays }) => mapValues(arrays, ({ shape }) => shape)),
      )
    : first;
  const state = uploadState(backend, numbers);
  const weights = new Map(
    setup.sites.map(({ name, weights: { data, rows, cols } }) => [name, backend.upload(data, [rows, cols])]),
  );
  try {
    while (state.step < total) {
      throwIfAborted(signal, `${recipe.id} after step ${state.step}`);
      if (state.step === params.faithfulnessSteps && state.step > 0) restartAdam(backend, state);
      const constants = await recipe.prepare?.(setup, () => readArrays(backend, state.arrays));
      const setting: StepSetting<P, C> = { recipe, setup, weights, ...(constants && { constants }) };
      const terms =
        state.step < params.faithfulnessSteps
          ? warmupStep(setting, state)
          : trainStep(setting, state, setup.source.sample(state.data, params.batch));
      state.step++;
      const { step } = state;
      const losses = step % every === 0 || step === total ? await readLosses(backend, terms) : undefined;
      for (const term of Object.values(terms)) backend.dispose(term);
      if (!losses) continue;
      assertConverging(recipe.id, step, losses, params.learningRate);
      const guard = (what: string): void => assertCurrent(recipe.id, what, step, state.step);
      yield {
        step,
        total,
        losses,
        peek: async () => {
          guard("peek");
          return recipe.decompose(setup, await readArrays(backend, state.arrays));
        },
        checkpoint: async () => {
          guard("checkpoint");
          return packState(backend, recipe.id, params, state);
        },
      };
    }
    return recipe.decompose(setup, await readArrays(backend, state.arrays));
  } finally {
    // Marks reports as outdated, too.
    state.step = Number.POSITIVE_INFINITY;
    disposeState(backend, state);
    for (const tensor of weights.values()) backend.dispose(tensor);
  }
}

async function firstNumbers<P extends TrainingParams, C extends FaithfulStep>(
  recipe: ComponentRecipe<P, C>,
  setup: Setup<P>,
  rng: Rng,
): Promise<TrainingNumbers> {
  const { params, sites } = setup;
  const terms = activeTerms(recipe, params).map(([name, term]) => {
    const own = rng.split("terms").split(name);
    const arrays = term.arrays?.({ sites, batch: params.batch, rng: own.split("arrays") }, params as never) ?? {};
    return [name, { arrays, rng: own }] as const;
  });
  return {
    arrays: await recipe.arrays(setup, rng.split("init")),
    terms: Object.fromEntries(terms),
    data: rng.split("data"),
    step: 0,
  };
}
