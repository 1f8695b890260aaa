import type { Initialisation } from "./initialisation.ts";
import { normalRows } from "./rows.ts";

/** Normal entries by Xavier's rule as PyTorch applies it to all components' factors at once: APD's start. */
export const xavier: Initialisation = {
  title: "normal entries by Xavier's rule",
  factors: async ({ rng, count, components, weights: { rows, cols } }) => {
    const rank = count / components;
    const deviation = (width: number): number => Math.sqrt(2 / ((components + 1) * width * rank));
    return {
      read: normalRows(rng, count, rows, deviation(rows)),
      write: normalRows(rng, count, cols, deviation(cols)),
    };
  },
};
