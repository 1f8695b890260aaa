import type { JsonObject } from "./json/parse-json.ts";
import type { SaeWeights } from "./sae-weights.ts";
import type { FloatDtype } from "./safetensors/dtype.ts";
import type { Safetensors } from "./safetensors/safetensors.ts";

/** Where a method's id and parameters came from, kept beside exported weights. */
export interface Provenance {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** How to write weights. */
export interface WriteOptions {
  readonly dtype: FloatDtype;
  /** What becomes of the config's own notes, such as `model_name`. */
  readonly metadata: JsonObject;
  readonly provenance: Provenance;
}

/** What a written folder holds. */
export interface Written {
  readonly config: JsonObject;
  readonly weights: Safetensors;
}

/** One layout of folders. */
export interface FormatDefinition {
  readonly configFile: string;
  readonly weightsFile: string;
  /** Checks config and tensors against each other and gives what they say. @throws `corrupt-file`, `missing-capability` */
  read(folder: string, config: JsonObject, weights: Safetensors): SaeWeights;
  /** Whether the layout subtracts the decoder bias for these weights; undefined where it can do both. */
  centres(weights: Pick<SaeWeights, "activation" | "transcoder">): boolean | undefined;
  /** @throws `missing-capability` for what the format cannot say; `bad-param` for numbers out of the range of `dtype` */
  write(weights: SaeWeights, options: WriteOptions): Written;
  /** What the config remembers of the method. */
  provenance(config: JsonObject): Provenance;
}
