import { type FinishedParameterCell, type ParameterCell, runParameterCell } from "@exampledon/bench";
import type { Backend } from "@exampledon/compute";
import { breather } from "../breathe.ts";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Lane, LaneWatch } from "../lanes/lane.ts";

/** A lane for cells of the board of parameter decompositions in this process, on one backend of the catalog. */
export function parameterCellLane(catalog: Catalog): Lane<ParameterCell, FinishedParameterCell> {
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
  cell: ParameterCell,
  { signal, progress }: LaneWatch,
): Promise<FinishedParameterCell> {
  const start = performance.now();
  const breathe = breather();
  const { methods = [], networks = [] } = catalog.board.parameters ?? {};
  const method = findById("methods", methods, cell.method);
  const network = findById("networks", networks, cell.network);
  const part = nameOfParameterCell(cell);
  progress({ part, fraction: 0 });
  const steps = runParameterCell(cell, { method, network, backend, signal });
  for (;;) {
    const next = await steps.next();
    if (next.done) {
      return { cell, values: next.value, milliseconds: performance.now() - start, backend: backend.name };
    }
    progress({ part, fraction: next.value.step / next.value.total });
    await breathe();
  }
}

/** A cell in words, for errors and progress. */
export function nameOfParameterCell({ method, network, start, seed }: ParameterCell): string {
  return `${method}${start === "none" ? "" : ` (${start} start)`} on ${network}, seed ${seed}`;
}
