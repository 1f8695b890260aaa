import { throwIfAborted } from "@exampledon/core";
import {
  type Checkpoint,
  createCheckpoint,
  type Decomposition,
  type FitContext,
  type FitStep,
} from "@exampledon/decomposer";

/** A method that improves a state step by step. */
export interface SteppedFit {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly total: number;
  /** Takes one step; returns its losses. */
  advance(step: number): Readonly<Record<string, number>>;
  /** The decomposition as it stands. */
  build(): Decomposition;
  /** All that the next step needs, JSON-safe. */
  save(): Checkpoint["state"];
}

/** Runs a stepped method as the contract wants: reports, checkpoints, aborts. */
export async function* fitSteps(
  { id, params, total, advance, build, save }: SteppedFit,
  { signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  for (let step = (resume?.step ?? 0) + 1; step <= total; step++) {
    throwIfAborted(signal, id);
    const losses = advance(step);
    if (step % every !== 0 && step !== total) continue;
    yield {
      step,
      total,
      losses,
      peek: async () => build(),
      checkpoint: async () => createCheckpoint({ method: id, params: { ...params }, step, state: save() }),
    };
  }
  throwIfAborted(signal, id);
  return build();
}
