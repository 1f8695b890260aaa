import { join, resolve } from "node:path";
import type { Catalog } from "../catalog.ts";
import { keepRecorded } from "../keep-recorded.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** A whole board, as it is written and as it is printed. */
export interface PresentedBoard {
  /** Name of its file. */
  readonly file: string;
  readonly text: string;
  table(): string;
}

/** Writes a board to the folder, keeps it with the package when it is recorded, and prints it. @throws `environment` */
export async function presentBoard(
  catalog: Pick<Catalog, "board">,
  terminal: Terminal,
  { file, text, table }: PresentedBoard,
  { out, record, json }: { readonly out: string; readonly record: boolean; readonly json: boolean },
): Promise<void> {
  const path = join(resolve(out), file);
  await writeFileWhole(path, text);
  if (record) await keepRecorded(catalog, terminal, file, text);
  terminal.out(json ? text : table());
  terminal.note(`Board: ${shown(path)}`);
}
