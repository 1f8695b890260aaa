import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { isExampledonError } from "@exampledon/core";
import type { Checkpoint, FitStep } from "@exampledon/decomposer";
import type { BackendId } from "../backends.ts";
import { breather } from "../breathe.ts";
import { EXIT } from "../exit-code.ts";
import { formatNumber } from "../format.ts";
import { catchInterrupt } from "../interrupt.ts";
import { progressView } from "../progress-view.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";
import { type CheckpointedRun, readCheckpoint, writeCheckpoint } from "./checkpoint-file.ts";

/** Where a fit puts its files and how it presents itself. */
export interface FitOptions {
  /** File of the decomposition. Default `.exampledon/fit/<method>.<world or network>.<seed>.json`. */
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

/** How a fit starts. */
export interface StartOptions {
  readonly signal: AbortSignal;
  /** Steps between two reports; the method's default when left out. */
  readonly every: number | undefined;
  readonly resume: Checkpoint | undefined;
}

/** A fit to drive: which it is, and how to start it. */
export interface Drive<R> {
  readonly run: CheckpointedRun;
  /** Of the decomposition's file, without folder and ending. */
  readonly name: string;
  start(options: StartOptions): AsyncGenerator<FitStep<R>, R, void>;
}

/** What a fit that ran to its end left behind. */
export interface Driven<R> {
  readonly found: R;
  /** Named loss terms of the last step. */
  readonly losses: Readonly<Record<string, number>>;
  readonly out: string;
  readonly sha256: string;
}

const DEFAULT_CHECKPOINT_EVERY = 10;

/**
 * Runs a fit with a progress bar and checkpoints, and writes the decomposition. The same run gives the same bytes, also when
 * killed and resumed.
 * @returns what it left behind; the exit code where Ctrl-C ended it
 */
export async function driveFit<R extends { toJSON(): unknown }>(
  terminal: Terminal,
  { run, name, start }: Drive<R>,
  options: FitOptions,
): Promise<Driven<R> | number> {
  const out = resolve(options.out ?? `.exampledon/fit/${name}.json`);
  const checkpointPath = resolve(options.checkpoint ?? `${out}.checkpoint`);
  const wanted = options.resume || options.checkpoint !== undefined;
  const checkpointEvery = options.checkpointEvery ?? (wanted ? DEFAULT_CHECKPOINT_EVERY : undefined);
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  const { signal } = interrupt;
  const seen: { last?: FitStep<R>; saved: boolean; reports: number } = { saved: false, reports: 0 };
  const breathe = breather();
  try {
    const steps = start({
      signal,
      every: options.every,
      resume: options.resume ? readCheckpoint(checkpointPath, run) : undefined,
    });
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        const losses = seen.last?.losses ?? {};
        view.line([`${run.method}: ${seen.last?.step ?? 0} steps`, ...lossTexts(losses)].join(", "));
        const text = `${JSON.stringify(next.value.toJSON())}\n`;
        await writeFileWhole(out, text);
        return { found: next.value, losses, out, sha256: createHash("sha256").update(text).digest("hex") };
      }
      const step = next.value;
      seen.last = step;
      view.update(
        [run.method, `${step.step}/${step.total}`, ...lossTexts(step.losses)].join(" "),
        step.step,
        step.total,
      );
      await breathe();
      seen.reports++;
      const due = checkpointEvery !== undefined && (seen.reports % checkpointEvery === 0 || signal.aborted);
      if (due && step.step < step.total) {
        await writeCheckpoint(checkpointPath, run, await step.checkpoint());
        seen.saved = true;
      }
    }
  } catch (error) {
    if (!isExampledonError(error, "aborted") || !signal.aborted) throw error;
    view.line(`Stopped at step ${seen.last?.step ?? 0} of ${seen.last?.total ?? "?"}.`);
    if (seen.saved) terminal.note(`Repeat the command with --resume to continue from ${shown(checkpointPath)}.`);
    return EXIT.interrupted;
  } finally {
    view.clear();
    interrupt.release();
  }
}

function lossTexts(losses: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(losses).map(([name, value]) => `${name} ${formatNumber(value)}`);
}
