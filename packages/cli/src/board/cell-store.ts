import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFileWhole } from "../write-file.ts";

/** Finished cells in a folder, one file each, so that a run that was killed goes on where it was. */
export interface CellStore<C, F> {
  /** Name of the cell's file, without its ending; spreads cells evenly. */
  id(cell: C): string;
  /** The finished cell; undefined when there is none, or none of the present source and parameters. */
  read(cell: C): F | undefined;
  /** @throws `environment` */
  write(finished: F): Promise<void>;
}

/**
 * A store of cells in `folder`.
 * @param keyOf everything that decides what a cell finds, as text
 */
export function cellStore<C, F extends { readonly cell: C }>(
  folder: string,
  keyOf: (cell: C) => string,
): CellStore<C, F> {
  const id = (cell: C): string => createHash("sha256").update(keyOf(cell)).digest("hex").slice(0, 20);
  const path = (cell: C): string => join(folder, `${id(cell)}.json`);
  return {
    id,
    read: (cell) => {
      if (!existsSync(path(cell))) return undefined;
      try {
        const { key, ...finished } = JSON.parse(readFileSync(path(cell), "utf8")) as F & { key?: string };
        return key === keyOf(cell) ? (finished as unknown as F) : undefined;
      } catch {
        // Not whole JSON: the cell is run again and its file replaced.
        return undefined;
      }
    },
    write: (finished) =>
      writeFileWhole(path(finished.cell), `${JSON.stringify({ key: keyOf(finished.cell), ...finished })}\n`),
  };
}
