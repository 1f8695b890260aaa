import type { Decomposition } from "@exampledon/decomposer";
import type { Files } from "./files.ts";
import { fromDecomposition, type SaveOptions } from "./from-decomposition.ts";
import { writeSae } from "./write-sae.ts";

/** A decomposition as the files of a folder; see {@link fromDecomposition}. @throws `missing-capability`, `bad-param` */
export function exportFolder(decomposition: Decomposition, options: SaveOptions): Files {
  return writeSae(fromDecomposition(decomposition, options));
}

/** A decomposition as the files of a SAELens folder: `cfg.json`, `sae_weights.safetensors`. @throws `missing-capability`, `bad-param` */
export function exportSaeLens(decomposition: Decomposition, options: Omit<SaveOptions, "format"> = {}): Files {
  return exportFolder(decomposition, { ...options, format: "saelens" });
}
