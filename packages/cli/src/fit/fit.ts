import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import type { FitStep } from "@exampledon/decomposer";
import type { BackendId } from "../backends.ts";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { formatNumber } from "../format.ts";
import { catchInterrupt } from "../interrupt.ts";
import { progressView } from "../progress-view.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint-file.ts";
import { type FitScores, fitScores } from "./fit-scores.ts";
import { type FitRequest, type FitRun, planFit } from "./plan-fit.ts";
import { runFit } from "./run-fit.ts";
import { scoresTable } from "./scores-table.ts";

/** Where a fit puts its files and how it presents itself. */
export interface FitOptions {
  /** File of the decomposition. Default `.exampledon/fit/<method>.<world>.<seed>.json`. */
  readonly out?: string | undefined;
  /** File of the checkpoint. Default: beside the decomposition. */
  readonly checkpoint?: string | undefined;
  /** Reports between two checkpoints. Default 10 when a checkpoint is asked for in any way, else none. */
  readonly checkpointEvery?: number | undefined;
  readonly resume: boolean;
  /** Steps between two reports. */
  readonly every?: number | undefined;
  /** Where to compute. Default the catalog's own. */
  readonly backend?: BackendId | undefined;
  readonly json: boolean;
}

/** What `fit --json` prints. */
export interface FitReport {
  readonly run: FitRun;
  readonly components: number;
  /** Named loss terms of the last step. */
  readonly losses: Readonly<Record<string, number>>;
  readonly scores: FitScores;
  readonly out: string;
  readonly sha256: string;
}

const DEFAULT_CHECKPOINT_EVERY = 10;

/**
 * Fits a method to a planted world, writes the decomposition and prints how well it found the planted features. The same
 * request gives the same bytes, also when killed and resumed.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param`, `not-finite`; `corrupt-file` or `environment` for files
 */
export async function fit(
  catalog: Catalog,
  terminal: Terminal,
  request: FitRequest,
  options: FitOptions,
): Promise<number> {
  const plan = planFit(catalog, request);
  const out = resolve(
    options.out ?? `.exampledon/fit/${plan.run.method.replace("/", "-")}.${plan.run.world}.${plan.run.seed}.json`,
  );
  const checkpointPath = resolve(options.checkpoint ?? `${out}.checkpoint`);
  const wantsCheckpoints = options.resume || options.checkpoint !== undefined;
  const backend = await catalog.createBackend(options.backend);
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  const seen: { last?: FitStep; saved: boolean } = { saved: false };
  try {
    const decomposition = await runFit(plan, {
      backend,
      signal: interrupt.signal,
      every: options.every,
      resume: options.resume ? readCheckpoint(checkpointPath, plan.run) : undefined,
      checkpointEvery: options.checkpointEvery ?? (wantsCheckpoints ? DEFAULT_CHECKPOINT_EVERY : undefined),
      save: async (checkpoint) => {
        await writeCheckpoint(checkpointPath, plan.run, checkpoint);
        seen.saved = true;
      },
      report: (step) => {
        seen.last = step;
        view.update(
          [plan.run.method, `${step.step}/${step.total}`, ...lossTexts(step.losses)].join(" "),
          step.step,
          step.total,
        );
      },
    });
    if (!decomposition) {
      view.line(`Stopped at step ${seen.last?.step ?? 0} of ${seen.last?.total ?? "?"}.`);
      if (seen.saved) terminal.note(`Repeat the command with --resume to continue from ${shown(checkpointPath)}.`);
      return EXIT.interrupted;
    }
    view.line([`${plan.run.method}: ${seen.last?.step ?? 0} steps`, ...lossTexts(seen.last?.losses ?? {})].join(", "));
    const text = `${JSON.stringify(decomposition.toJSON())}\n`;
    await writeFileWhole(out, text);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const scores = fitScores(plan, decomposition);
    if (options.json) {
      const report: FitReport = {
        run: plan.run,
        components: decomposition.components,
        losses: seen.last?.losses ?? {},
        scores,
        out,
        sha256,
      };
      terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
    } else {
      terminal.out(scoresTable(terminal, scores, decomposition.components));
      terminal.out(`${shown(out)}  sha256 ${sha256}\n`);
    }
    return EXIT.ok;
  } finally {
    view.clear();
    interrupt.release();
  }
}

function lossTexts(losses: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(losses).map(([name, value]) => `${name} ${formatNumber(value)}`);
}

function shown(path: string): string {
  return relative(process.cwd(), path);
}
