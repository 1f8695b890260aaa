import type { ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition, Decomposition, FitInput, FitStep } from "./contract.ts";
import { type FitOptions, startFit } from "./start-fit.ts";

/** How to run a fit to its end. */
export interface RunOptions<S extends ParamSpec = ParamSpec> extends FitOptions<S> {
  /** Called with every report and awaited; what it throws ends the run. */
  readonly onStep?: ((step: FitStep) => void | Promise<void>) | undefined;
}

/**
 * Runs a method to its end.
 * @throws `bad-param`, `bad-shape`, `not-finite`, `corrupt-file`; `aborted` within one step of the signal
 */
export async function run<S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
  input: FitInput,
  options: RunOptions<S>,
): Promise<Decomposition> {
  const { onStep, ...fit } = options;
  const steps = startFit(definition, input, fit);
  try {
    while (true) {
      const next = await steps.next();
      if (next.done) return next.value;
      await onStep?.(next.value);
    }
  } finally {
    // After the end this does nothing; after an error it lets the method free what it holds.
    await steps.return(undefined as never);
  }
}
