import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BoardCell, FinishedCell } from "@exampledon/bench";
import { writeFileWhole } from "../write-file.ts";

/** Finished cells in a folder, one file each, so that a run that was killed goes on where it was. */
export interface CellStore {
  /** Name of the cell's file, without its ending; spreads cells evenly. */
  id(cell: BoardCell): string;
  /** The finished cell; undefined when there is none, or none of the present source and parameters. */
  read(cell: BoardCell): FinishedCell | undefined;
  /** @throws `environment` */
  write(finished: FinishedCell): Promise<void>;
}

/**
 * A store of cells in `folder`.
 * @param keyOf everything that decides what a cell finds, as text
 */
export function cellStore(folder: string, keyOf: (cell: BoardCell) => string): CellStore {
  const id = (cell: BoardCell): string => createHash("sha256").update(keyOf(cell)).digest("hex").slice(0, 20);
  const path = (cell: BoardCell): string => join(folder, `${id(cell)}.json`);
  return {
    id,
    read: (cell) => {
      if (!existsSync(path(cell))) return undefined;
      try {
        const { key, ...finished } = JSON.parse(readFileSync(path(cell), "utf8")) as FinishedCell & { key?: string };
        return key === keyOf(cell) ? finished : undefined;
      } catch {
        // Not whole JSON: the cell is run again and its file replaced.
        return undefined;
      }
    },
    write: (finished) =>
      writeFileWhole(path(finished.cell), `${JSON.stringify({ key: keyOf(finished.cell), ...finished })}\n`),
  };
}
