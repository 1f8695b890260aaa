import type { TopKLoop } from "../ops/top-k.ts";
import { releaseSparse } from "../release-sparse.ts";
import { topK as topKScalar } from "../scalar/top-k.ts";
import type { Engine } from "./engine.ts";
import { selectEntries, sortEntries } from "./sparse.ts";

/** The largest entries of each row, selected by a kernel; number by number where a row has NaN. */
export function createTopKLoop(engine: Engine): TopKLoop {
  return (x, width, k, values, indices) => {
    const entries = selectEntries(engine, x, k);
    if (!entries) {
      topKScalar(x, width, k, values, indices);
      return;
    }
    const { heap } = engine;
    const { pattern, values: found } = entries;
    sortEntries(engine, entries);
    heap.view(values.block, values.size).set(heap.view(found, values.size));
    heap.view(indices.block, indices.size).set(heap.view(pattern.places, indices.size));
    releaseSparse(heap, entries);
  };
}
