import type { Decomposition } from "@exampledon/decomposer";
import type { Files } from "./files.ts";
import type { JsonObject } from "./json/parse-json.ts";
import { readSae } from "./read-sae.ts";
import type { SaeFormat, SavedSae } from "./saved-sae.ts";
import { toDecomposition } from "./to-decomposition.ts";

/** A folder and what became of it. */
export interface ImportedFolder {
  readonly decomposition: Decomposition;
  readonly format: SaeFormat;
  readonly config: JsonObject;
  /** Config and tensors as they are stored. */
  readonly saved: SavedSae;
}

/**
 * Reads a folder of SAELens, sparsify or dictionary_learning as a decomposition.
 * @param folder how to name the folder in errors, with its last slash
 * @throws `corrupt-file` naming file and reason; `missing-capability`
 */
export function importFolder(files: Files, folder = ""): ImportedFolder {
  const saved = readSae(files, folder);
  return { decomposition: toDecomposition(saved), format: saved.format, config: saved.config, saved };
}
