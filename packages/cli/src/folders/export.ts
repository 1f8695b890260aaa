import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { type FloatDtype, fromDecomposition, type JsonObject, type SaeFormat, writeSae } from "@exampledon/interop";
import { writeFolder } from "@exampledon/interop/node";
import { EXIT } from "../exit-code.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { readDecomposition } from "./read-decomposition.ts";

/** What to export, and how. */
export interface ExportRequest {
  /** File of the decomposition. */
  readonly from: string;
  readonly format: SaeFormat;
  /** Folder to write. */
  readonly out: string;
  readonly dtype: FloatDtype;
  /** Widths of a transcoder's joined activation. */
  readonly parts?: readonly [number, number] | undefined;
  readonly json: boolean;
}

/** What `export --json` prints. */
export interface ExportReport {
  readonly from: string;
  readonly format: SaeFormat;
  readonly out: string;
  readonly components: number;
  readonly dim: number;
  readonly config: JsonObject;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Writes a decomposition as the folder of another program.
 * @returns the exit code
 * @throws `environment`, `corrupt-file` for files; `missing-capability` and `bad-param` for what the format cannot say
 */
export async function exportDecomposition(terminal: Terminal, request: ExportRequest): Promise<number> {
  const { format, dtype, parts, json } = request;
  const from = resolve(request.from);
  const out = resolve(request.out);
  const decomposition = readDecomposition(from);
  const saved = fromDecomposition(decomposition, { format, dtype, parts });
  const files = writeSae(saved);
  await writeFolder(out, files);
  const report: ExportReport = {
    from,
    format,
    out,
    components: decomposition.components,
    dim: decomposition.dim,
    config: saved.config,
    files: Object.entries(files).map(([name, content]) => ({
      name,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    })),
  };
  if (json) {
    terminal.out(`${JSON.stringify(report, undefined, 2)}
`);
  } else {
    for (const { name, sha256 } of report.files)
      terminal.out(`${shown(join(out, name))}  sha256 ${sha256}
`);
  }
  if (format === "dictionary-learning") {
    terminal.note('To get ae.pt: torch.save(load_file("ae.safetensors"), "ae.pt")');
  }
  return EXIT.ok;
}
