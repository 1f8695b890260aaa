import type { ParamSpec, ParamsOf, Rng } from "@exampledon/core";
import {
  canonicalJson,
  type FitStep,
  type ParameterDecomposerDefinition,
  type ParameterDecomposition,
  type ParameterInput,
  startFit,
} from "@exampledon/decomposer";
import type { ClaimContext } from "../contract.ts";

/** One parameter decomposition of a claim. */
export interface ParameterTraining {
  readonly method: ParameterDecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly input: ParameterInput;
  /** Stream of the fit; give every run of a claim its own name. */
  readonly rng: Rng;
}

/** Reports per training run. */
const REPORTS = 40;

/**
 * Trains a parameter decomposition, yielding its reports. With a store of fits, the state at every report is kept there,
 * and a fit that is found there goes on from it.
 */
export async function* trainParameters(
  { method, params, input, rng }: ParameterTraining,
  { backend, signal, fits }: ClaimContext,
): AsyncGenerator<FitStep<ParameterDecomposition>, ParameterDecomposition, void> {
  const key = fits && `${method.id} ${rng.path} ${canonicalJson(params)}`;
  const saved = key === undefined ? undefined : fits?.get(key);
  const fit = startFit(method, input, {
    params: params as Partial<ParamsOf<ParamSpec>>,
    backend,
    rng,
    signal,
    every: Math.max(1, Math.ceil(Number(params.steps) / REPORTS)),
    resume: saved && "checkpoint" in saved ? saved.checkpoint : undefined,
  });
  try {
    for (;;) {
      const next = await fit.next();
      if (next.done) return next.value;
      if (key !== undefined) fits?.set(key, { checkpoint: await next.value.checkpoint() });
      yield next.value;
    }
  } finally {
    await fit.return(undefined as never);
  }
}
