import type { Backend } from "@exampledon/compute";
import { breather } from "../breathe.ts";
import type { Catalog } from "../catalog.ts";
import type { Lane } from "../lanes/lane.ts";

/** How cells of one kind of board are run. */
export interface CellKind<C, R> {
  /** A cell in words, for errors and progress. */
  name(cell: C): string;
  run(
    cell: C,
    on: { readonly backend: Backend; readonly signal: AbortSignal },
  ): AsyncGenerator<{ readonly step: number; readonly total: number }, R, void>;
}

/** A cell that was run, whatever came of it. */
interface Ran<C, R> {
  readonly cell: C;
  readonly result: R;
  readonly milliseconds: number;
  readonly backend: string;
}

/** A lane for cells of a board in this process, on one backend of the catalog. */
export function laneOfCells<C, R, F>(
  catalog: Catalog,
  { name, run }: CellKind<C, R>,
  finished: (ran: Ran<C, R>) => F,
): Lane<C, F> {
  let backend: Backend | undefined;
  return {
    run: async (cell, { signal, progress }) => {
      backend ??= await catalog.createBackend();
      const start = performance.now();
      const breathe = breather();
      const part = name(cell);
      progress({ part, fraction: 0 });
      const steps = run(cell, { backend, signal });
      for (;;) {
        const next = await steps.next();
        if (next.done) {
          return finished({
            cell,
            result: next.value,
            milliseconds: performance.now() - start,
            backend: backend.name,
          });
        }
        progress({ part, fraction: next.value.step / next.value.total });
        await breathe();
      }
    },
    close: async () => {},
  };
}
