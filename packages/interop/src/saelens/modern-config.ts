import { fail } from "@exampledon/core";
import { isObject, type JsonObject } from "../json/parse-json.ts";

/**
 * A config in the words of SAELens 6. Configs that name no version, or one below 6, are read as its loader reads them:
 * other names for some fields, TopK hidden in the activation function, and defaults that version 6 writes out.
 */
export function modernConfig(where: string, config: JsonObject): JsonObject {
  const metadata = isObject(config.metadata) ? config.metadata : {};
  const version = config.sae_lens_version ?? metadata.sae_lens_version;
  if (typeof version === "string" && Number.parseInt(version, 10) >= 6) return config;
  if (config.finetuning_scaling_factor === true) {
    fail("missing-capability", {
      where,
      problem: "codes must not be scaled by a fine-tuned factor",
      got: "finetuning_scaling_factor true",
      cure: "fold the factor into decoder and encoder first",
    });
  }
  const { normalize_activations: normalize, activation_fn_kwargs: options } = config;
  const topK =
    (config.activation_fn ?? config.activation_fn_str) === "topk" && isObject(options) && options.k !== undefined;
  return {
    ...config,
    architecture: topK ? "topk" : (config.architecture ?? "standard"),
    ...(topK && { k: options.k }),
    normalize_activations:
      normalize === true ? "expected_average_only_in" : normalize === false ? "none" : (normalize ?? "none"),
  };
}
