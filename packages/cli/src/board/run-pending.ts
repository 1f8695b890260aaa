import type { Catalog } from "../catalog.ts";
import { errorLine } from "../error-line.ts";
import { catchInterrupt } from "../interrupt.ts";
import { progressView } from "../progress-view.ts";
import type { Terminal } from "../terminal.ts";
import { type RunCellsOptions, runCells } from "./run-cells.ts";

/** What is left to run, and where it goes. */
export interface Pending<C, F> extends Pick<RunCellsOptions<C, F>, "kind" | "name" | "jobs"> {
  readonly cells: readonly C[];
  /** These and those that were finished before. */
  readonly total: number;
  keep(cell: C, finished: F): Promise<void>;
}

/** Runs the cells that are left, with a progress bar, until they are done or Ctrl-C. A cell that breaks is named. */
export async function runPending<C, F>(
  catalog: Catalog,
  terminal: Terminal,
  { cells, total, kind, name, jobs, keep }: Pending<C, F>,
): Promise<{ readonly failures: number; readonly stopped: boolean }> {
  const before = total - cells.length;
  if (before > 0) terminal.note(`${before} of ${total} cells were finished before.`);
  if (cells.length === 0) return { failures: 0, stopped: false };
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  let failures = 0;
  try {
    await runCells<C, F>(catalog, cells, {
      kind,
      name,
      jobs,
      signal: interrupt.signal,
      progress: (done) => view.update(`${before + Math.floor(done)}/${total} cells`, before + done, total),
      finished: keep,
      failed: (cell, error) => {
        failures++;
        view.line(`${name(cell)}: ${errorLine(error)}`);
      },
    });
  } finally {
    view.clear();
    interrupt.release();
  }
  return { failures, stopped: interrupt.signal.aborted };
}
