import type { Backend } from "@exampledon/compute";
import { fail, type Progress, parseParams } from "@exampledon/core";
import type { ClaimDefinition, ClaimOutcome, Size } from "./contract.ts";
import type { Figure } from "./figure.ts";
import type { FitStore } from "./fit-store.ts";
import { type ClaimReport, reportOf } from "./report-of.ts";
import { runSeed } from "./run-seed.ts";

/** What to run, and on what. */
export interface RunClaimOptions {
  readonly size: Size;
  readonly backend: Backend;
  /** Parameters that differ from those of the size. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Default: the claim's seeds of that size. */
  readonly seeds?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where fits keep what they reach; given again, a run that broke off goes on, also on another backend. */
  readonly fits?: FitStore | undefined;
}

/** Progress over all seeds of a run. */
export interface RunStep extends Progress {
  /** The seed being run. */
  readonly seed: number;
  readonly seedIndex: number;
  readonly seedCount: number;
  /** Of the seed being run. */
  readonly figure?: Figure;
  readonly values?: Readonly<Record<string, number>>;
  readonly log?: string;
}

/**
 * Runs a claim's experiment for every seed in turn, aggregates over the seeds and judges the checks. Pull-based like `fit`:
 * pause by not calling `next`. `step` and `total` count over all seeds; `total` is exact from the second seed on.
 * @throws `bad-param` for parameters outside the claim's specification or an empty seed list; `not-finite`; `aborted`
 */
export async function* runClaim(
  claim: ClaimDefinition,
  options: RunClaimOptions,
): AsyncGenerator<RunStep, ClaimReport, void> {
  const { size, backend, signal, fits } = options;
  const where = `claim ${claim.id}`;
  const params = parseParams(where, claim.params, { ...claim.sizes[size], ...options.params });
  const seeds = options.seeds ?? claim.seeds[size];
  if (seeds.length === 0 || !seeds.every(Number.isSafeInteger)) {
    fail("bad-param", {
      where,
      problem: "seeds must be one or more whole numbers",
      got: seeds,
      cure: "pass e.g. [1, 2, 3]",
    });
  }
  const outcomes: ClaimOutcome[] = [];
  for (const [seedIndex, seed] of seeds.entries()) {
    const run = runSeed(claim, seed, { backend, params, signal, fits });
    try {
      for (;;) {
        const next = await run.next();
        if (next.done) {
          outcomes.push(next.value);
          break;
        }
        const { step, total, ...rest } = next.value;
        yield {
          ...rest,
          seed,
          seedIndex,
          seedCount: seeds.length,
          step: seedIndex * total + step,
          total: seeds.length * total,
        };
      }
    } finally {
      // A no-op for a seed that ended; one that was left early ends its experiment.
      await run.return(undefined as never);
    }
  }
  return reportOf(claim, size, params, seeds, outcomes);
}
