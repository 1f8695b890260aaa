import type { DecomposerDefinition } from "@exampledon/decomposer";
import { batchTopK } from "./batch-top-k.ts";
import { crosscoder } from "./crosscoder.ts";
import { endToEnd } from "./end-to-end.ts";
import { gated } from "./gated.ts";
import { jumpRelu } from "./jump-relu.ts";
import { l1 } from "./l1.ts";
import { matchingPursuit } from "./matching-pursuit.ts";
import { matryoshka } from "./matryoshka.ts";
import { pAnnealing } from "./p-annealing.ts";
import { tied } from "./tied.ts";
import { topK } from "./top-k.ts";
import { transcoder } from "./transcoder.ts";

/** Every method of this package, for lists to choose from. */
export const saeMethods: readonly DecomposerDefinition[] = [
  l1,
  topK,
  batchTopK,
  jumpRelu,
  matryoshka,
  gated,
  pAnnealing,
  tied,
  matchingPursuit,
  transcoder,
  crosscoder,
  endToEnd,
];
