import { aggregate } from "./aggregate.ts";
import { aggregateFigures } from "./aggregate-figures.ts";
import { evaluateChecks, verdictOf } from "./checks.ts";
import type { ClaimDefinition, ClaimOutcome, Size } from "./contract.ts";
import type { ClaimResult, Measured } from "./result.ts";
import { roundRecorded } from "./round-recorded.ts";

/** What a run found; a `ClaimResult` once the caller adds where and how long it ran. */
export type ClaimReport = Omit<ClaimResult, "provenance">;

/**
 * Aggregates what the seeds of a run found and judges the checks.
 * @param params all parameters of the claim, as they were run
 * @param seeds one or more
 * @param outcomes what `runSeed` returned, one for each seed, in the order of the seeds
 */
export function reportOf(
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
