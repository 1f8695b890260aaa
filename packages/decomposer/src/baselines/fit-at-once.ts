import { throwIfAborted } from "@exampledon/core";
import { createCheckpoint } from "../checkpoint.ts";
import type { Checkpoint, Decomposition, FitContext, FitStep } from "../contract.ts";

/**
 * The fit of a baseline that learns in a single step.
 * @param start makes the state, unless the context resumes one
 * @param build makes the decomposition from the state
 */
export async function* fitAtOnce(
  method: string,
  params: Checkpoint["params"],
  { signal, resume }: FitContext,
  start: () => Checkpoint["state"],
  build: (state: Checkpoint["state"]) => Decomposition,
): AsyncGenerator<FitStep, Decomposition, void> {
  throwIfAborted(signal, method);
  const state = resume?.state ?? start();
  if (!resume) {
    yield {
      step: 1,
      total: 1,
      losses: {},
      peek: async () => build(state),
      checkpoint: async () => createCheckpoint({ method, params, step: 1, state }),
    };
    throwIfAborted(signal, method);
  }
  return build(state);
}
