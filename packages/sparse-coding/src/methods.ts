import type { DecomposerDefinition } from "@exampledon/decomposer";
import { ica } from "./ica.ts";
import { kSvd } from "./k-svd.ts";
import { lasso } from "./lasso.ts";
import { nmf } from "./nmf.ts";
import { omp } from "./omp.ts";
import { onlineDictionaryLearning } from "./online-dictionary-learning.ts";

/** Every method of this package. */
export const sparseCodingMethods: readonly DecomposerDefinition[] = [
  onlineDictionaryLearning,
  kSvd,
  ica,
  nmf,
  omp,
  lasso,
];
