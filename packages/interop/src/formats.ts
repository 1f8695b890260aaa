import { dictionaryLearning } from "./dictionary-learning/dictionary-learning.ts";
import type { FormatDefinition } from "./format-definition.ts";
import { saeLens } from "./saelens/saelens.ts";
import type { SaeFormat } from "./saved-sae.ts";
import { sparsify } from "./sparsify/sparsify.ts";

/** Every layout of folders, by name. */
export const formats: Readonly<Record<SaeFormat, FormatDefinition>> = {
  saelens: saeLens,
  sparsify,
  "dictionary-learning": dictionaryLearning,
};
