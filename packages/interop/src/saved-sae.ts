import type { JsonObject } from "./json/parse-json.ts";
import type { Safetensors } from "./safetensors/safetensors.ts";

/** Whose layout a folder has. */
export type SaeFormat = "saelens" | "sparsify" | "dictionary-learning";

/** A saved autoencoder or transcoder: config and tensors as they are stored, under the names of its format. */
export interface SavedSae {
  readonly format: SaeFormat;
  /** What the config says, unknown fields too. */
  readonly config: JsonObject;
  readonly weights: Safetensors;
  /** The file that `config` was read from; written back as it is while `config` says the same. */
  readonly configFile?: Uint8Array | undefined;
}
