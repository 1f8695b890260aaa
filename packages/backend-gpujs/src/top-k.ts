import { type Primitives, primitiveShapes } from "@exampledon/compute";
import { GATHER_ALONG } from "./gather.ts";
import { divide, type Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

/**
 * The largest entries of each row. NaN ranks above every number, so that it is seen.
 *
 * Each entry counts the entries that come before it, up to k of them; each of the k places then looks for its entry.
 * O(width²) per row at worst, near O(k·width·log width) on mixed rows, and every entry on its own, as a GPU wants it.
 */
export function createTopK(store: Store): Pick<Primitives, "topK"> {
  return {
    topK: (x, k) => {
      const shape = primitiveShapes.topK(x.shape, k);
      const width = x.shape.at(-1)!;
      return store.handles.scope(() => {
        const ranks = store.run(RANKS, x.shape, [x, width, k]);
        const indices = store.run(PLACES, shape, [ranks, width, k]);
        const values = store.run(GATHER_ALONG, shape, [x, indices, width, k, Number.NaN]);
        return { values, indices };
      });
    },
  };
}

/** Statements that count into `rank` the entries of `x` that come before entry `place` of `row`, up to `k` of them. */
export const COUNT_RANK = `
  const start = row * width;
  const own = x[i];
  let rank = 0;
  for (let p = 0; p < width; p++) {
    const other = x[start + p];
    if (other > own) { rank += 1; }
    if (other === own && p < place) { rank += 1; }
    if (other !== other) {
      if (own === own) { rank += 1; }
      if (own !== own && p < place) { rank += 1; }
    }
    if (rank >= k) { break; }
  }`;

const RANKS: Kernel = {
  name: "topK ranks",
  inputs: { x: "numbers", width: "whole", k: "whole" },
  body: `
    ${divide("i", "width", "row", "place")}
    ${COUNT_RANK}
    return rank;`,
};

const PLACES: Kernel = {
  name: "topK places",
  inputs: { ranks: "numbers", width: "whole", k: "whole" },
  body: `
    ${divide("i", "k", "row", "rank")}
    const start = row * width;
    let found = 0;
    for (let p = 0; p < width; p++) {
      if (ranks[start + p] === rank) { found = p; break; }
    }
    return found;`,
};
