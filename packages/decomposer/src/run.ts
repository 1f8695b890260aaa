import type { ParamSpec } from "@exampledon/core";
import type { ActivationInput, Decomposition, FitStep, MethodDefinition } from "./contract.ts";
import type { ParameterInput } from "./parameter-contract.ts";
import { type FitOptions, startFit } from "./start-fit.ts";

/** How to run a fit to its end. */
export interface RunOptions<S extends ParamSpec = ParamSpec, R = Decomposition> extends FitOptions<S> {
  /** Called with every report and awaited; what it throws ends the run. */
  readonly onStep?: ((step: FitStep<R>) => void | Promise<void>) | undefined;
}

/**
 * Runs a method to its end.
 * @throws `bad-param`, `bad-shape`, `not-finite`, `corrupt-file`; `aborted` within one step of the signal
 */
export async function run<S extends ParamSpec, I extends ActivationInput | ParameterInput, R>(
  definition: MethodDefinition<S, I, R>,
  input: NoInfer<I>,
  options: RunOptions<S, R>,
): Promise<R> {
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
