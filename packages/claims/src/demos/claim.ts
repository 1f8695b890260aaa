import { baselines, type DecomposerDefinition } from "@exampledon/decomposer";
import { saeMethods } from "@exampledon/sae";
import { sparseCodingMethods } from "@exampledon/sparse-coding";
import type { ClaimDefinition } from "../contract.ts";
import { tryMethod } from "./try-method.ts";

/** A demonstration of every published method that learns from activations alone, of one piece and of any sign. */
export const demos: readonly ClaimDefinition[] = [...saeMethods, ...sparseCodingMethods, ...baselines]
  .filter(isDemonstrable)
  .map(tryMethod);

function isDemonstrable({ references, tags }: DecomposerDefinition): boolean {
  return references.length > 0 && !tags.usesNetwork && !tags.usesTruth && !tags.needsParts && !tags.nonNegative;
}
