import type { Backend } from "@exampledon/compute";
import { fail, type ParamSpec, type ParamsOf, parseParams, type Rng, rng, throwIfAborted } from "@exampledon/core";
import { assertResumable } from "./assert-resumable.ts";
import type { ActivationInput, Checkpoint, FitStep, MethodDefinition } from "./contract.ts";
import { guardSource } from "./guard-source.ts";
import type { ParameterInput } from "./parameter-contract.ts";

/** How to run a fit. */
export interface FitOptions<S extends ParamSpec = ParamSpec> {
  readonly backend: Backend;
  /** Parameters that differ from the defaults. */
  readonly params?: Partial<ParamsOf<S>> | undefined;
  /** Seed of the fit's random stream. Default 0. */
  readonly seed?: number | string | undefined;
  /** The stream itself, instead of a seed. */
  readonly rng?: Rng | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Steps between two reports. Default 50. */
  readonly every?: number | undefined;
  readonly resume?: Checkpoint | undefined;
}

/**
 * A method's fit behind guards, to be pulled step by step: parameters are parsed, every batch is checked, a checkpoint
 * must belong to the method, the signal is looked at before each step, and only methods tagged
 * `usesTruth` or `usesNetwork` get the truth or the network.
 * @throws `bad-param`, `bad-shape`, `not-finite`, `corrupt-file`, `aborted`, at the first `next()` or while running
 */
export async function* startFit<S extends ParamSpec, I extends ActivationInput | ParameterInput, R>(
  definition: MethodDefinition<S, I, R>,
  input: NoInfer<I>,
  options: FitOptions<S>,
): AsyncGenerator<FitStep<R>, R, void> {
  const { id, tags } = definition;
  const { backend, seed, signal, every = 50, resume } = options;
  const params = parseParams(id, definition.params, options.params);
  if (options.rng && seed !== undefined) {
    fail("bad-param", { where: id, problem: "pass a seed or an rng, not both", got: seed, cure: "leave one out" });
  }
  if (!Number.isInteger(every) || every < 1) {
    fail("bad-param", {
      where: id,
      problem: "every must be a whole number ≥ 1",
      got: every,
      cure: "leave it out for 50",
    });
  }
  if (resume) assertResumable(resume, id, params);
  let step = resume?.step ?? 0;
  const source = guardSource(input.source, () => `${id} after step ${step}`);
  const { truth, network, ...open } = input;
  const guarded = {
    ...open,
    source,
    ...(tags.usesTruth && truth && { truth }),
    ...(tags.usesNetwork && network && { network }),
  } as unknown as I;
  throwIfAborted(signal, id);
  const steps = definition.fit(guarded, params, { backend, rng: options.rng ?? rng(seed ?? 0), signal, every, resume });
  let ended = false;
  try {
    while (true) {
      throwIfAborted(signal, `${id} after step ${step}`);
      const next = await steps.next();
      if (next.done) {
        ended = true;
        return next.value;
      }
      step = next.value.step;
      yield next.value;
    }
  } finally {
    // Reached by an abort, an error or our consumer's return(): lets the method free what it holds.
    if (!ended) await steps.return(undefined as never);
  }
}
