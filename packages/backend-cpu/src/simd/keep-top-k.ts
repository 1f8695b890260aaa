import type { FusedKernel, Primitives } from "@exampledon/compute";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Engine } from "./engine.ts";
import { grainOfEntries, listsOf, selectEntries, sharingPattern } from "./sparse.ts";

/**
 * The `k` largest of each row, held by their entries, and so is their gradient: what follows costs in proportion to k.
 * With NaN among the numbers it is composed of primitives.
 */
export function createKeepTopK(store: Store, engine: Engine, primitives: Primitives): FusedKernel {
  return {
    forward: ([input], { k }) => {
      const x = store.own("keepTopK", input!);
      const entries = selectEntries(engine, x, k!);
      if (entries) return store.makeSparse(x.shape, entries);
      return store.scope(() => {
        const { values, indices } = primitives.topK(x, k!);
        return primitives.scatterAddAlong(values, indices, x.shape.at(-1)!);
      });
    },
    backward: ({ inputs, output, upstream }, { k }) => {
      const kept = store.own("keepTopK", output);
      const slopes = store.own("keepTopK", upstream);
      const pattern = kept.sparse?.pattern;
      if (pattern) return [slopes.sparse?.pattern === pattern ? slopes : pick(slopes, kept)];
      return [
        store.scope(() => {
          const { indices } = primitives.topK(inputs[0]!, k!);
          return primitives.scatterAddAlong(primitives.gatherAlong(slopes, indices), indices, kept.shape.at(-1)!);
        }),
      ];
    },
  };

  /** The gradient where something was kept. */
  function pick(slopes: CpuTensor, { shape, sparse }: CpuTensor): CpuTensor {
    const { pattern } = sparse!;
    return store.makeSparse(
      shape,
      sharingPattern(engine, pattern, (to) => {
        const grain = grainOfEntries(pattern, 4);
        engine.run("pickEntries", pattern.rows, grain, slopes.pointer, pattern.cols, ...listsOf(pattern), to);
      }),
    );
  }
}
