import { type ClaimResult, type Size, serializeResult, type Verdict } from "@exampledon/claims";
import type { RunFailure, RunsOutcome } from "./run-claims.ts";

/** The outcome of `reproduce` as `--json` prints it and `report.json` holds it. */
export interface ReproduceReport {
  readonly schema: 1;
  readonly size: Size;
  readonly summary: ReproduceSummary;
  readonly results: readonly ClaimResult[];
  readonly failures: readonly RunFailure[];
  readonly unfinished: readonly string[];
}

/** How many claims ended how. */
export interface ReproduceSummary {
  readonly claims: number;
  readonly holds: number;
  readonly depends: number;
  readonly fails: number;
  readonly errors: number;
  readonly unfinished: number;
}

/** A report of what was run; numbers are those of a recorded result, so that the two can be compared. */
export function reproduceReport(size: Size, outcome: RunsOutcome): ReproduceReport {
  const { results, failures, unfinished } = outcome;
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return {
    schema: 1,
    size,
    summary: {
      claims: results.length + failures.length + unfinished.length,
      holds: count("holds"),
      depends: count("depends"),
      fails: count("fails"),
      errors: failures.length,
      unfinished: unfinished.length,
    },
    results: results.map((result) => JSON.parse(serializeResult(result)) as ClaimResult),
    failures,
    unfinished,
  };
}

/** The summary as one line, e.g. `6 claims: 4 hold, 1 depends, 1 fails`. */
export function summaryLine({ claims, holds, depends, fails, errors, unfinished }: ReproduceSummary): string {
  const parts = [
    `${holds} ${holds === 1 ? "holds" : "hold"}`,
    `${depends} ${depends === 1 ? "depends" : "depend"}`,
    `${fails} ${fails === 1 ? "fails" : "fail"}`,
    ...(errors > 0 ? [`${errors} could not be run`] : []),
    ...(unfinished > 0 ? [`${unfinished} not finished`] : []),
  ];
  return `${claims} ${claims === 1 ? "claim" : "claims"}: ${parts.join(", ")}`;
}
