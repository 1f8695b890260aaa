import { corrupt } from "../corrupt.ts";
import { configFields } from "../json/config-fields.ts";
import { isObject, type JsonObject } from "../json/parse-json.ts";
import type { SaeWeights } from "../sae-weights.ts";
import { decodeIntegers } from "../safetensors/integers.ts";
import type { Safetensors } from "../safetensors/safetensors.ts";
import { checkShapes, floatsOf } from "../safetensors/state-dict.ts";
import { dictionaryClasses } from "./dictionary-classes.ts";

/** File names of dictionary_learning folders; the weights are what its `ae.pt` holds, as safetensors. */
export const DICTIONARY_CONFIG = "config.json";
export const DICTIONARY_WEIGHTS = "ae.safetensors";

/** What a dictionary_learning folder says. @throws `corrupt-file` */
export function readDictionary(folder: string, config: JsonObject, weights: Safetensors): SaeWeights {
  const where = `${folder}${DICTIONARY_CONFIG}: trainer`;
  const trainer = isObject(config.trainer) ? config.trainer : corrupt(where, "must be an object", config.trainer);
  const fields = configFields(where, trainer);
  const name = fields.choice("dict_class", Object.keys(dictionaryClasses));
  const d = fields.integer("activation_dim");
  const n = fields.integer("dict_size");
  const { shapes, centred, read } = dictionaryClasses[name]!;
  const file = `${folder}${DICTIONARY_WEIGHTS}`;
  const groups = weights.tensors.get("group_sizes")?.shape ?? [];
  const wanted = shapes(d, n);
  checkShapes(
    file,
    weights,
    "group_sizes" in wanted && groups.length === 1 ? { ...wanted, group_sizes: groups } : wanted,
  );
  const integers = (tensor: string): number[] => decodeIntegers(`${file}: ${tensor}`, weights.tensors.get(tensor)!);
  if ("k" in wanted) {
    const [k] = integers("k") as [number];
    if (k < 1 || k > n) corrupt(`${file}: k`, `must be in [1, ${n}]`, k);
    if (trainer.k !== k) corrupt(where, `k must be ${k}, as in the weights`, trainer.k);
  }
  const arrays = read({ floats: (tensor) => floatsOf(file, weights, tensor), integers }, d, n);
  return { dimIn: d, dimOut: d, latents: n, ...arrays, centred, rescaled: false, transcoder: false };
}
