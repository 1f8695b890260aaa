import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { importFolder, type JsonObject, type SaeFormat } from "@exampledon/interop";
import { readFolder } from "@exampledon/interop/node";
import { EXIT } from "../exit-code.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

/** What to import. */
export interface ImportRequest {
  readonly folder: string;
  /** File of the decomposition. */
  readonly out: string;
  readonly json: boolean;
}

/** What `import --json` prints. */
export interface ImportReport {
  readonly folder: string;
  readonly format: SaeFormat;
  readonly method: string;
  readonly components: number;
  readonly dim: number;
  readonly config: JsonObject;
  readonly out: string;
  readonly sha256: string;
}

/**
 * Writes the folder of another program as a decomposition.
 * @returns the exit code
 * @throws `environment` for places; `corrupt-file` naming file and reason; `missing-capability`
 */
export async function importDecomposition(terminal: Terminal, { folder, out, json }: ImportRequest): Promise<number> {
  const place = resolve(folder);
  const { decomposition, format, config } = importFolder(await readFolder(place), `${shown(place)}/`);
  const { method, components, dim } = decomposition;
  const text = `${JSON.stringify(decomposition.toJSON())}\n`;
  const target = resolve(out);
  await writeFileWhole(target, text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  if (json) {
    const report: ImportReport = { folder: place, format, method, components, dim, config, out: target, sha256 };
    terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    terminal.out(`${method}: ${components} components of ${dim} numbers, from ${format}\n`);
    terminal.out(`${shown(target)}  sha256 ${sha256}\n`);
  }
  return EXIT.ok;
}
