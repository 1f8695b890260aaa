import { fail } from "@exampledon/core";
import { corrupt } from "../corrupt.ts";
import { configFields } from "../json/config-fields.ts";
import { isObject, type JsonObject } from "../json/parse-json.ts";
import { isTranscoder, type SaeLensArchitecture, type SaeLensSizes, saeLensArchitectures } from "./architecture.ts";
import { modernConfig } from "./modern-config.ts";

/** What a SAELens config says about the computation. */
export interface SaeLensConfig extends SaeLensSizes {
  readonly architecture: SaeLensArchitecture;
  readonly apply_b_dec_to_input: boolean;
  /** Of `topk` only. */
  readonly k: number;
  readonly rescale_acts_by_decoder_norm: boolean;
}

/** As SAELens writes types of numbers; `torch.` may stand before them. */
const DTYPES = ["float32", "float64", "float16", "bfloat16"].flatMap((name) => [name, `torch.${name}`]);
const NORMALIZATIONS = ["none", "expected_average_only_in", "constant_norm_rescale", "layer_norm"] as const;

/**
 * Checks a config of SAELens, of version 6 or what its loader makes of older ones. Unknown fields mean nothing.
 * @throws `corrupt-file`; `missing-capability` for inputs that are normalised by their own statistics
 */
export function saeLensConfig(where: string, config: JsonObject): SaeLensConfig {
  const modern = modernConfig(where, config);
  const fields = configFields(where, modern);
  const architecture = fields.choice("architecture", saeLensArchitectures);
  const transcoder = isTranscoder(architecture);
  const d_in = fields.integer("d_in");
  const d_sae = fields.integer("d_sae");
  const d_out = transcoder ? fields.integer("d_out") : d_in;
  fields.choice("dtype", DTYPES, "float32");
  fields.choice("reshape_activations", ["none", "hook_z"], "none");
  const normalize = fields.choice("normalize_activations", NORMALIZATIONS, "none");
  if (normalize !== "none") {
    fail("missing-capability", {
      where,
      problem: "activations must not be normalised on the way in",
      got: `normalize_activations ${normalize}`,
      cure: "for expected_average_only_in, fold the factor with foldActivationScale; the others depend on each sample",
    });
  }
  const apply_b_dec_to_input = fields.boolean("apply_b_dec_to_input", true);
  if (transcoder && apply_b_dec_to_input) {
    corrupt(where, "apply_b_dec_to_input must be false for a transcoder, whose b_dec has d_out entries", true);
  }
  const k = architecture === "topk" ? fields.integer("k") : 0;
  if (k > d_sae) corrupt(where, `k must be at most d_sae = ${d_sae}`, k);
  // The training classes default to true, the inference class to false.
  const training = architecture === "batchtopk" || architecture === "matryoshka_batchtopk";
  const rescale = (architecture === "topk" || training) && fields.boolean("rescale_acts_by_decoder_norm", training);
  if (modern.metadata !== undefined && !isObject(modern.metadata)) {
    corrupt(where, "metadata must be an object", modern.metadata);
  }
  return { architecture, d_in, d_sae, d_out, apply_b_dec_to_input, k, rescale_acts_by_decoder_norm: rescale };
}
