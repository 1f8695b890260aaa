import type { DecomposerDefinition } from "../contract.ts";
import { identity } from "./identity.ts";
import { kMeans } from "./k-means.ts";
import { oracle } from "./oracle.ts";
import { pca } from "./pca.ts";
import { random } from "./random.ts";

/** What every board shows beside the methods, from floor to ceiling. */
export const baselines: readonly DecomposerDefinition[] = [random, identity, pca, kMeans, oracle];
