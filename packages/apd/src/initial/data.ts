import { normalizeRows } from "@exampledon/core";
import type { Initialisation } from "./initialisation.ts";
import { overlappingWrites } from "./rows.ts";

/** Read rows along activations of the site, else as `overlap`: it sees inputs, and nothing of what is planted. */
export const data: Initialisation = {
  title: "reads along random activations",
  factors: async ({ rng, count, weights, activations }) =>
    overlappingWrites(rng, normalizeRows(await activations(count)), weights),
};
