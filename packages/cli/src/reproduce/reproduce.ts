import { join, resolve } from "node:path";
import type { ClaimDefinition } from "@exampledon/claims";
import type { Catalog } from "../catalog.ts";
import { errorLine } from "../error-line.ts";
import { EXIT } from "../exit-code.ts";
import { formatDuration } from "../format.ts";
import { catchInterrupt } from "../interrupt.ts";
import { progressView } from "../progress-view.ts";
import { renderReport } from "../report/render-report.ts";
import { recordedResult, recordResult } from "../results-folder.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";
import { claimsTable, type RecordedFull, verdict } from "./claims-table.ts";
import { jobsFor } from "./jobs.ts";
import { planRuns, type ReproduceRequest } from "./plan-runs.ts";
import { type ReproduceReport, reproduceReport, summaryLine } from "./reproduce-report.ts";
import { type RunsWatcher, runClaims } from "./run-claims.ts";

/** How `reproduce` runs and presents what it finds. */
export interface ReproduceOptions {
  /** Print JSON and nothing else to standard output. */
  readonly json: boolean;
  /** Folder of the report. */
  readonly out: string;
  /** Whether a failing claim makes the exit code 1. */
  readonly strict: boolean;
  /** Experiments at once. Default: one for each core, at most 4. */
  readonly jobs?: number | undefined;
}

/**
 * Runs claims with a progress bar, prints the table, writes `report.html` and `report.json`, records results on request.
 * Ctrl-C stops after the current step, or a second later, and still reports what was finished.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param` before anything runs; `environment` when a file cannot be written
 */
export async function reproduce(
  catalog: Catalog,
  terminal: Terminal,
  request: ReproduceRequest,
  { json, out, strict, jobs: wantedJobs }: ReproduceOptions,
): Promise<number> {
  const runs = planRuns(catalog, request);
  const claims = runs.map(({ claim }) => claim);
  const jobs = jobsFor(catalog, wantedJobs);
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  const watcher: RunsWatcher = {
    progress: (fraction, finished) => view.update(`${finished}/${claims.length} claims`, fraction, 1),
    finished: async (claim, result) => {
      const time = formatDuration(result.provenance.milliseconds);
      view.line(`${claim.number} ${claim.id}: ${verdict(terminal.colors, result.verdict)} (${time})`);
      if (request.record) view.line(`recorded ${shown(await recordResult(catalog.resultsFolder, result))}`);
    },
    failed: (claim, error) => view.line(`${claim.number} ${claim.id}: ${errorLine(error)}`),
  };
  const outcome = await runClaims(catalog, runs, { jobs, watcher, signal: interrupt.signal });
  view.clear();
  interrupt.release();
  const report = reproduceReport(request.size, outcome);
  const recorded = recordedFull(catalog, claims);
  await writeReport(claims, report, recorded, out);
  if (json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    terminal.out(claimsTable(terminal, claims, report, recorded));
    terminal.out(`${summaryLine(report.summary)}\n`);
  }
  terminal.note(`Report: ${shown(join(out, "report.html"))}`);
  if (interrupt.signal.aborted) {
    terminal.note(`Stopped. Finished: ${outcome.results.map(({ claim }) => claim).join(", ") || "none"}.`);
    return EXIT.interrupted;
  }
  const { errors, fails } = report.summary;
  return errors > 0 || (strict && fails > 0) ? EXIT.failed : EXIT.ok;
}

async function writeReport(
  claims: readonly ClaimDefinition[],
  report: ReproduceReport,
  recorded: RecordedFull,
  out: string,
): Promise<void> {
  await writeFileWhole(join(resolve(out), "report.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFileWhole(join(resolve(out), "report.html"), await renderReport(claims, report, recorded));
}

function recordedFull(catalog: Catalog, claims: readonly ClaimDefinition[]): RecordedFull {
  return Object.fromEntries(
    claims.flatMap(({ id }) => {
      const result = recordedResult(catalog.resultsFolder, id, "full");
      return result ? [[id, result]] : [];
    }),
  );
}
