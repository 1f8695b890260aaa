import type { Backend } from "@exampledon/compute";
import { fail, type ParamSpec, type ParamsOf, rng, throwIfAborted } from "@exampledon/core";
import type { ClaimDefinition, ClaimOutcome, ClaimStep } from "./contract.ts";
import type { FitStore } from "./fit-store.ts";

/** What one seed's experiment runs on. */
export interface RunSeedOptions {
  readonly backend: Backend;
  /** All parameters of the claim, as `parseParams` returns them. */
  readonly params: ParamsOf<ParamSpec>;
  readonly signal?: AbortSignal | undefined;
  /** Lets fits go on from what an earlier run of the same claim, parameters and seed reached. */
  readonly fits?: FitStore | undefined;
}

/**
 * Runs a claim's experiment for one seed. Pull-based like `fit`: pause by not calling `next`. What it finds depends on
 * claim, parameters and seed alone, so seeds may run in any order and in other threads; `reportOf` joins them.
 * @throws `not-finite` for a value that is no finite number; `aborted`
 */
export async function* runSeed(
  claim: ClaimDefinition,
  seed: number,
  { backend, params, signal, fits }: RunSeedOptions,
): AsyncGenerator<ClaimStep, ClaimOutcome, void> {
  const where = `claim ${claim.id}`;
  throwIfAborted(signal, where);
  const run = claim.run(params, { backend, rng: rng(seed), signal, fits });
  let finished = false;
  try {
    for (;;) {
      const next = await run.next();
      if (next.done) {
        finished = true;
        assertMeasured(where, seed, next.value);
        return next.value;
      }
      yield next.value;
      throwIfAborted(signal, where);
    }
  } finally {
    // A consumer that stops early (return or throw) must not leave the experiment's tensors behind.
    if (!finished) await run.return(undefined as never);
  }
}

function assertMeasured(where: string, seed: number, { values }: ClaimOutcome): void {
  const bad = Object.entries(values).find(([, value]) => !Number.isFinite(value));
  if (bad) {
    fail("not-finite", {
      where,
      problem: `${bad[0]} must be a finite number`,
      got: `${bad[1]} at seed ${seed}`,
      cure: "choose less extreme parameters",
    });
  }
}
