import type { Backend } from "@exampledon/compute";
import { fail, type Progress, parseParams, rng, throwIfAborted } from "@exampledon/core";
import { aggregate } from "./aggregate.ts";
import { aggregateFigures } from "./aggregate-figures.ts";
import { evaluateChecks, verdictOf } from "./checks.ts";
import type { ClaimDefinition, ClaimOutcome, Size } from "./contract.ts";
import type { Figure } from "./figure.ts";
import type { ClaimResult, Measured } from "./result.ts";
import { roundRecorded } from "./round-recorded.ts";

/** What to run, and on what. */
export interface RunClaimOptions {
  readonly size: Size;
  readonly backend: Backend;
  /** Parameters that differ from those of the size. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Default: the claim's seeds of that size. */
  readonly seeds?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
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

/** What a run found; a `ClaimResult` once the caller adds where and how long it ran. */
export type ClaimReport = Omit<ClaimResult, "provenance">;

/**
 * Runs a claim's experiment for every seed in turn, aggregates over the seeds and judges the checks. Pull-based like `fit`:
 * pause by not calling `next`. `step` and `total` count over all seeds; `total` is exact from the second seed on.
 * @throws `bad-param` for parameters outside the claim's specification or an empty seed list; `not-finite`; `aborted`
 */
export async function* runClaim(
  claim: ClaimDefinition,
  options: RunClaimOptions,
): AsyncGenerator<RunStep, ClaimReport, void> {
  const where = `claim ${claim.id}`;
  const params = parseParams(where, claim.params, { ...claim.sizes[options.size], ...options.params });
  const seeds = options.seeds ?? claim.seeds[options.size];
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
    throwIfAborted(options.signal, where);
    const run = claim.run(params, { backend: options.backend, rng: rng(seed), signal: options.signal });
    try {
      for (;;) {
        const next = await run.next();
        if (next.done) {
          assertMeasured(where, seed, next.value);
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
        throwIfAborted(options.signal, where);
      }
    } finally {
      // A consumer that stops early (return or throw) must not leave the experiment's tensors behind.
      if (outcomes.length <= seedIndex) await run.return(undefined as never);
    }
  }
  return report(claim, options.size, params, seeds, outcomes);
}

function report(
  claim: ClaimDefinition,
  size: Size,
  params: Readonly<Record<string, unknown>>,
  seeds: readonly number[],
  outcomes: readonly ClaimOutcome[],
): ClaimReport {
  const names = Object.keys(outcomes[0]!.values);
  // Rounded as they are recorded: a check must not pass here and fail on the recorded digits.
  const values = Object.fromEntries(
    names.map((name) => [name, rounded(aggregate(outcomes.map((outcome) => outcome.values[name]!)))]),
  );
  const checks = evaluateChecks(claim.checks, values);
  return {
    schema: 1,
    claim: claim.id,
    size,
    params,
    seeds,
    values,
    checks,
    verdict: verdictOf(checks),
    figure: aggregateFigures(outcomes.map(({ figure }) => figure)),
  };
}

function rounded(measured: Measured): Measured {
  return Object.fromEntries(
    Object.entries(measured).map(([part, value]) => [part, roundRecorded(value)]),
  ) as unknown as Measured;
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
