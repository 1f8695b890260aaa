import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { jobsFor } from "../reproduce/jobs.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import type { CellStore } from "./cell-store.ts";
import type { RunCellsOptions } from "./run-cells.ts";
import { runPending } from "./run-pending.ts";
import { ofShard, type Shard } from "./shard.ts";

/** The cells of a board, and how to finish them. */
export interface Unfinished<C, F> extends Pick<RunCellsOptions<C, F>, "kind" | "name"> {
  readonly cells: readonly C[];
  readonly store: CellStore<C, F>;
  readonly jobs: number | undefined;
  /** Only this part of the cells is run. */
  readonly shard: Shard | undefined;
  /** Folder that finished cells are kept in, for messages. */
  readonly out: string;
}

/**
 * Runs the cells that the store does not have.
 * @returns all of them in their order, or the exit code where some are missing
 */
export async function finishCells<C, F>(
  catalog: Catalog,
  terminal: Terminal,
  { cells, store, kind, name, jobs, shard, out }: Unfinished<C, F>,
): Promise<readonly F[] | number> {
  // By the digest of their keys: slow and quick cells mixed, so that the remaining time is judged well.
  const ordered = [...cells].sort((a, b) => (store.id(a) < store.id(b) ? -1 : 1));
  const found = new Map<C, F>();
  for (const cell of cells) {
    const finished = store.read(cell);
    if (finished) found.set(cell, finished);
  }
  const wanted = shard ? ofShard(ordered, shard) : ordered;
  const { failures, stopped } = await runPending<C, F>(catalog, terminal, {
    cells: wanted.filter((cell) => !found.has(cell)),
    total: wanted.length,
    kind,
    name,
    jobs: jobsFor(catalog, jobs),
    keep: async (cell, finished) => {
      await store.write(finished);
      found.set(cell, finished);
    },
  });
  if (found.size === cells.length) return cells.map((cell) => found.get(cell)!);
  terminal.note(`${found.size} of ${cells.length} cells are finished, in ${shown(out)}.`);
  if (stopped) terminal.note("Repeat the command to go on.");
  else if (shard && failures === 0) terminal.note("Run the other shards into this folder, then again without --shard.");
  if (stopped) return EXIT.interrupted;
  return failures > 0 ? EXIT.failed : EXIT.ok;
}
