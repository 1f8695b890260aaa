import { join } from "node:path";
import type { Catalog } from "./catalog.ts";
import { shown } from "./shown.ts";
import type { Terminal } from "./terminal.ts";
import { writeFileWhole } from "./write-file.ts";

/** Keeps a result with the package, under the name by which pages find it. @throws `environment` */
export async function keepRecorded(
  { board }: Pick<Catalog, "board">,
  terminal: Pick<Terminal, "note">,
  file: string,
  content: string | Uint8Array,
): Promise<void> {
  const kept = join(board.resultsFolder, file);
  await writeFileWhole(kept, content);
  terminal.note(`recorded ${shown(kept)}`);
}
