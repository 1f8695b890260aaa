import type { ClaimDefinition, ClaimResult } from "@exampledon/claims";
import { type ErrorCode, isExampledonError } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { childLane } from "../lanes/child-lane.ts";
import type { Lane } from "../lanes/lane.ts";
import { type ClaimRun, claimRun } from "./claim-run.ts";
import type { PlannedRun } from "./plan-runs.ts";
import { type ClaimTask, longestFirst, planTasks } from "./plan-tasks.ts";
import { type SeedsOutcome, type SeedsRequest, seedsLane } from "./seeds-lane.ts";

type SeedsLane = Lane<SeedsRequest, SeedsOutcome>;

/** A claim whose experiment could not be run to its end. */
export interface RunFailure {
  readonly claim: string;
  /** Code of the typed error, or `unexpected`. */
  readonly code: ErrorCode | "unexpected";
  readonly message: string;
}

/** What came of a list of planned runs, in its order; every planned claim is in exactly one of the three lists. */
export interface RunsOutcome {
  readonly results: readonly ClaimResult[];
  readonly failures: readonly RunFailure[];
  /** Claims that were not run to their end because the user stopped. */
  readonly unfinished: readonly string[];
}

/** What to be told while claims run. */
export interface RunsWatcher {
  /** How much of all the work is done, 0 … 1, and how many claims are. */
  progress(fraction: number, claims: number): void;
  finished(claim: ClaimDefinition, result: ClaimResult): void | Promise<void>;
  failed(claim: ClaimDefinition, error: unknown): void;
}

/** How to run claims. */
export interface RunClaimsOptions {
  /** 1 runs in this process, one claim after the other; more in child processes, which need the catalog's `module`. */
  readonly jobs: number;
  readonly watcher: RunsWatcher;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs claims. What they find does not depend on `jobs`. An error ends its claim only; an abort ends them all and keeps
 * what was finished.
 */
export async function runClaims(
  catalog: Catalog,
  planned: readonly PlannedRun[],
  { jobs, watcher, signal = new AbortController().signal }: RunClaimsOptions,
): Promise<RunsOutcome> {
  const runs = new Map(planned.map((run) => [run, claimRun(catalog, run, signal)]));
  const tasks = planTasks(planned);
  const processes = catalog.module === undefined ? 1 : Math.min(jobs, tasks.length);
  const lanes =
    processes > 1 ? Array.from({ length: processes }, () => childFor(catalog.module!)) : [seedsLane(catalog)];
  const queue = processes > 1 ? longestFirst(tasks) : [...tasks];
  const advance = progressOver(tasks, (fraction) =>
    watcher.progress(fraction, [...runs.values()].filter(({ ended }) => ended()).length),
  );
  const drain = async (lane: SeedsLane): Promise<void> => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const { run } = task;
      await runTask(lane, task, runs.get(run)!, watcher, (fraction) => advance(task!, fraction));
      if (!signal.aborted) advance(task, 1);
    }
    await lane.close();
  };
  await Promise.all(lanes.map(drain));
  return outcomeOf([...runs.values()]);
}

function childFor(module: string): SeedsLane {
  return childLane({ kind: "seeds", module, name: ({ claim }) => `claim ${claim}` });
}

async function runTask(
  lane: SeedsLane,
  { run: { claim, params, backend }, seeds, offset }: ClaimTask,
  run: ClaimRun,
  watcher: RunsWatcher,
  progress: (fraction: number) => void,
): Promise<void> {
  if (run.signal.aborted) return;
  try {
    const watch = { signal: run.signal, progress: ({ fraction }: { readonly fraction: number }) => progress(fraction) };
    const result = run.add(
      offset,
      await lane.run({ claim: claim.id, params, seeds, ...(backend && { backend }) }, watch),
    );
    if (result) await watcher.finished(claim, result);
  } catch (error) {
    // Stopped by the user, or because another seed of the claim has failed.
    if (isExampledonError(error, "aborted") && run.signal.aborted) return;
    if (run.fail(error)) watcher.failed(claim, error);
  }
}

/** Adds up how far tasks are, by their weights. */
function progressOver(
  tasks: readonly ClaimTask[],
  report: (fraction: number) => void,
): (task: ClaimTask, fraction: number) => void {
  const total = tasks.reduce((sum, { weight }) => sum + weight, 0);
  const fractions = new Map<ClaimTask, number>();
  let done = 0;
  return (task, fraction) => {
    done += (fraction - (fractions.get(task) ?? 0)) * task.weight;
    fractions.set(task, fraction);
    report(done / total);
  };
}

function outcomeOf(runs: readonly ClaimRun[]): RunsOutcome {
  const results: ClaimResult[] = [];
  const failures: RunFailure[] = [];
  const unfinished: string[] = [];
  for (const { claim, ended } of runs) {
    const end = ended();
    if (!end) unfinished.push(claim.id);
    else if ("result" in end) results.push(end.result);
    else failures.push(failureOf(claim, end.error));
  }
  return { results, failures, unfinished };
}

function failureOf(claim: ClaimDefinition, error: unknown): RunFailure {
  const code = isExampledonError(error) ? error.code : "unexpected";
  return { claim: claim.id, code, message: error instanceof Error ? error.message : String(error) };
}
