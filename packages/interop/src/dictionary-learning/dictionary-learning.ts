import type { FormatDefinition } from "../format-definition.ts";
import { isObject } from "../json/parse-json.ts";
import { provenanceOf } from "../provenance.ts";
import { DICTIONARY_CONFIG, DICTIONARY_WEIGHTS, readDictionary } from "./read-dictionary.ts";
import { writeDictionary } from "./write-dictionary.ts";

/** Folders of dictionary_learning, with `ae.safetensors` in place of the pickle `ae.pt`. */
export const dictionaryLearning: FormatDefinition = {
  configFile: DICTIONARY_CONFIG,
  weightsFile: DICTIONARY_WEIGHTS,
  read: readDictionary,
  centres: ({ activation }) => activation.kind !== "threshold",
  write: writeDictionary,
  provenance: (config) =>
    provenanceOf(config.exampledon, {
      method: `dictionary-learning/${isObject(config.trainer) ? String(config.trainer.dict_class) : "unknown"}`,
      params: config,
    }),
};
