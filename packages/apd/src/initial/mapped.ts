import { matrix, multiply, normalizeRows } from "@exampledon/core";
import type { Initialisation } from "./initialisation.ts";

/**
 * Read rows along random activations, write rows along what the weights make of them, shared out so that all components
 * together are near the weights: `P_c = (in / count) v̂_c v̂_c W`. It sees inputs and weights, and nothing of what is
 * planted. For sites with many more components than inputs: with few, they stay the directions of these samples.
 */
export const mapped: Initialisation = {
  title: "reads along random activations, writes what the weights make of them",
  factors: async ({ count, weights, activations }) => {
    const read = normalizeRows(await activations(count));
    const { rows, cols, data } = multiply(read, weights);
    return {
      read,
      write: matrix(
        rows,
        cols,
        data.map((value) => (value * weights.rows) / count),
      ),
    };
  },
};
