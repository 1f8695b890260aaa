import type { DecomposerDefinition } from "@exampledon/decomposer";
import { l1 } from "./l1.ts";
import { topK } from "./top-k.ts";

/** Every method of this package, for lists to choose from. */
export const saeMethods: readonly DecomposerDefinition[] = [l1, topK];
