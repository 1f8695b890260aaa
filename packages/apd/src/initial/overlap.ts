import { normalizeRows } from "@exampledon/core";
import type { Initialisation } from "./initialisation.ts";
import { normalRows, overlappingWrites } from "./rows.ts";

/** Random unit pairs, each scaled by its overlap with the weights: the SPD paper's start. */
export const overlap: Initialisation = {
  title: "random directions scaled by their overlap with the weights",
  factors: async ({ rng, count, weights }) =>
    overlappingWrites(rng, normalizeRows(normalRows(rng, count, weights.rows)), weights),
};
