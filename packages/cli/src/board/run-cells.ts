import { isExampledonError } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { childLane } from "../lanes/child-lane.ts";
import type { Lane } from "../lanes/lane.ts";
import { type LaneKind, localLane } from "../lanes/local-lanes.ts";

/** How to run cells, and whom to tell. */
export interface RunCellsOptions<C, F> {
  /** What does the work. */
  readonly kind: LaneKind;
  /** A cell in words, for errors. */
  name(cell: C): string;
  /** 1 runs in this process; more in child processes, which need the catalog's `module`. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** How many cells are done, fractions included. */
  progress(done: number): void;
  /** @param cell one of the cells given; `finished.cell` may be a copy from another process */
  finished(cell: C, finished: F): Promise<void>;
  /** A cell whose run broke; the others go on. */
  failed(cell: C, error: unknown): void;
}

/** Runs cells, in their order as far as several at a time allow. An abort ends them all. */
export async function runCells<C, F>(
  catalog: Catalog,
  cells: readonly C[],
  { kind, name, jobs, signal, progress, finished, failed }: RunCellsOptions<C, F>,
): Promise<void> {
  const processes = catalog.module === undefined ? 1 : Math.min(jobs, cells.length);
  const child = (): Lane<C, F> => childLane({ kind, module: catalog.module!, name });
  const lanes =
    processes > 1 ? Array.from({ length: processes }, child) : [localLane(kind, catalog) as unknown as Lane<C, F>];
  const queue = [...cells];
  let done = 0;
  const running = new Map<Lane<C, F>, number>();
  const report = (): void => progress(done + [...running.values()].reduce((sum, fraction) => sum + fraction, 0));
  const drain = async (lane: Lane<C, F>): Promise<void> => {
    for (let cell = queue.shift(); cell && !signal.aborted; cell = queue.shift()) {
      try {
        const watch = {
          signal,
          progress: ({ fraction }: { readonly fraction: number }) => {
            running.set(lane, fraction);
            report();
          },
        };
        await finished(cell, await lane.run(cell, watch));
      } catch (error) {
        if (isExampledonError(error, "aborted") && signal.aborted) break;
        failed(cell, error);
      }
      running.delete(lane);
      done++;
      report();
    }
    await lane.close();
  };
  await Promise.all(lanes.map(drain));
}
