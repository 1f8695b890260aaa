import { type Checkpoint, type FitOptions, type FitStep, startFit } from "@exampledon/decomposer";
import type { StepFit } from "./step-kind.ts";

/** A running fit of any kind: the bench looks at its reports alone. */
export type RunningFit = AsyncGenerator<FitStep<unknown>, unknown, void>;

/** Starts a fit of either kind. */
export function start({ method, input }: StepFit, options: FitOptions): RunningFit {
  return startFit(method as never, input as never, options) as RunningFit;
}

/** The state after one step, from which every contestant starts. */
export async function firstStep(step: StepFit, options: FitOptions): Promise<Checkpoint> {
  const fit = start(step, options);
  try {
    const { value, done } = await fit.next();
    if (done) throw new Error("a fit of a million steps has ended at once");
    return await (value as FitStep).checkpoint();
  } finally {
    await fit.return(undefined);
  }
}
