import type { Initialisation } from "./initialisation.ts";
import { normalRows } from "./rows.ts";

/** Reads of variance 1/in, writes of variance 1/count: independent of the weights; wants a faithfulness warm-up. */
export const gaussian: Initialisation = {
  title: "normal entries, whatever the weights",
  factors: async ({ rng, count, weights: { rows, cols } }) => ({
    read: normalRows(rng, count, rows, 1 / Math.sqrt(rows)),
    write: normalRows(rng, count, cols, 1 / Math.sqrt(count)),
  }),
};
