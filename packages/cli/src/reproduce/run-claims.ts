import { cpus } from "node:os";
import { type ClaimReport, type ClaimResult, type Provenance, resultFrom } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import { type ErrorCode, isExampledonError } from "@exampledon/core";
import { breather } from "../breathe.ts";
import type { Catalog } from "../catalog.ts";
import { packageVersions } from "../packages.ts";
import type { PlannedRun } from "./plan-runs.ts";

/** A claim whose experiment could not be run to its end. */
export interface RunFailure {
  readonly claim: string;
  /** Code of the typed error, or `unexpected`. */
  readonly code: ErrorCode | "unexpected";
  readonly message: string;
}

/** What came of a list of planned runs; every planned claim is in exactly one of the three lists. */
export interface RunsOutcome {
  readonly results: readonly ClaimResult[];
  readonly failures: readonly RunFailure[];
  /** Claims that were not run to their end because the user stopped. */
  readonly unfinished: readonly string[];
}

/** What to be told while claims run. */
export interface RunsWatcher {
  progress(run: PlannedRun, index: number, step: number, total: number): void;
  finished(run: PlannedRun, result: ClaimResult): void | Promise<void>;
  failed(run: PlannedRun, error: unknown): void;
}

/** Runs claims one after the other. An error ends its claim only; an abort ends them all and keeps what was finished. */
export async function runClaims(
  catalog: Catalog,
  backend: Backend,
  runs: readonly PlannedRun[],
  watcher: RunsWatcher,
  signal?: AbortSignal,
): Promise<RunsOutcome> {
  const results: ClaimResult[] = [];
  const failures: RunFailure[] = [];
  const unfinished: string[] = [];
  for (const [index, run] of runs.entries()) {
    if (signal?.aborted) {
      unfinished.push(run.claim.id);
      continue;
    }
    const start = performance.now();
    try {
      const report = await runOne(catalog, backend, run, signal, (step, total) =>
        watcher.progress(run, index, step, total),
      );
      const result = resultFrom(report, provenance(catalog, backend, run, performance.now() - start));
      await watcher.finished(run, result);
      results.push(result);
    } catch (error) {
      if (isExampledonError(error, "aborted") && signal?.aborted) {
        unfinished.push(run.claim.id);
        continue;
      }
      const code = isExampledonError(error) ? error.code : "unexpected";
      failures.push({ claim: run.claim.id, code, message: error instanceof Error ? error.message : String(error) });
      watcher.failed(run, error);
    }
  }
  return { results, failures, unfinished };
}

async function runOne(
  catalog: Catalog,
  backend: Backend,
  { claim, size, params, seeds }: PlannedRun,
  signal: AbortSignal | undefined,
  progress: (step: number, total: number) => void,
): Promise<ClaimReport> {
  const steps = catalog.runClaim(claim, { size, backend, params, seeds, signal });
  const breathe = breather();
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
    progress(next.value.step, next.value.total);
    await breathe();
  }
}

function provenance(catalog: Catalog, backend: Backend, { claim }: PlannedRun, milliseconds: number): Provenance {
  return {
    backend: backend.name,
    version: packageVersions()["@exampledon/claims"] ?? "unknown",
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
    milliseconds: Math.round(milliseconds),
    inputsHash: catalog.inputsHashes[claim.id] ?? "none",
  };
}
