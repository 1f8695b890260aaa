import { type BoardCell, type FinishedCell, runCell } from "@exampledon/bench";
import type { Backend } from "@exampledon/compute";
import { breather } from "../breathe.ts";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Lane, LaneWatch } from "../lanes/lane.ts";

/** A lane for cells of a board in this process, on one backend of the catalog. */
export function cellLane(catalog: Catalog): Lane<BoardCell, FinishedCell> {
  let backend: Backend | undefined;
  return {
    run: async (cell, watch) => {
      backend ??= await catalog.createBackend();
      return runOn(catalog, backend, cell, watch);
    },
    close: async () => {},
  };
}

async function runOn(
  catalog: Catalog,
  backend: Backend,
  cell: BoardCell,
  { signal, progress }: LaneWatch,
): Promise<FinishedCell> {
  const start = performance.now();
  const breathe = breather();
  const method = findById("methods", catalog.methods, cell.method);
  const world = findById("worlds", catalog.board.worlds, cell.world);
  const part = nameOf(cell);
  progress({ part, fraction: 0 });
  const steps = runCell(cell, { method, world, backend, signal });
  for (;;) {
    const next = await steps.next();
    if (next.done) {
      return { cell, outcome: next.value, milliseconds: performance.now() - start, backend: backend.name };
    }
    progress({ part, fraction: next.value.step / next.value.total });
    await breathe();
  }
}

/** A cell in words, for errors and progress. */
export function nameOf({ method, world, seed, sweep }: BoardCell): string {
  return `${method}${sweep ? ` ${sweep.param}=${sweep.value}` : ""} on ${world}, seed ${seed}`;
}
