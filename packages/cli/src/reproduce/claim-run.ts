import { type ClaimDefinition, type ClaimOutcome, type ClaimResult, reportOf, resultFrom } from "@exampledon/claims";
import type { Catalog } from "../catalog.ts";
import { runProvenance } from "../provenance.ts";
import type { PlannedRun } from "./plan-runs.ts";
import type { SeedsOutcome } from "./seeds-lane.ts";

/** A planned run whose seeds come in one by one, in any order. */
export interface ClaimRun {
  readonly claim: ClaimDefinition;
  /** Fires when the user stops, or when a seed has failed and the others are in vain. */
  readonly signal: AbortSignal;
  /** Takes what the seeds from position `offset` on found; the result when these were the last ones. */
  add(offset: number, outcome: SeedsOutcome): ClaimResult | undefined;
  /** Ends the run with its first error; false when it had one already. */
  fail(error: unknown): boolean;
  /** How it ended; undefined as long as seeds are missing. */
  ended(): { readonly result: ClaimResult } | { readonly error: unknown } | undefined;
}

/** Starts to collect the seeds of a run. */
export function claimRun(catalog: Catalog, { claim, size, params, seeds }: PlannedRun, signal: AbortSignal): ClaimRun {
  const failed = new AbortController();
  const outcomes = new Map<number, ClaimOutcome>();
  let milliseconds = 0;
  let end: ReturnType<ClaimRun["ended"]>;
  return {
    claim,
    signal: AbortSignal.any([signal, failed.signal]),
    add: (offset, outcome) => {
      for (const [i, found] of outcome.outcomes.entries()) outcomes.set(offset + i, found);
      milliseconds += outcome.milliseconds;
      if (outcomes.size < seeds.length || end) return undefined;
      const ordered = seeds.map((_, i) => outcomes.get(i)!);
      const result = resultFrom(reportOf(claim, size, params, seeds, ordered), {
        backend: outcome.backend,
        ...runProvenance("@exampledon/claims"),
        milliseconds: Math.round(milliseconds),
        inputsHash: catalog.inputsHashes[claim.inputs ?? claim.id] ?? "none",
      });
      end = { result };
      return result;
    },
    fail: (error) => {
      if (end && "error" in end) return false;
      end = { error };
      failed.abort("another seed has failed");
      return true;
    },
    ended: () => end,
  };
}
