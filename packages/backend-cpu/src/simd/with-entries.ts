import type { Primitives } from "@exampledon/compute";
import type { Store } from "../store.ts";
import type { Engine } from "./engine.ts";
import { grainOfEntries, sharingPattern, sumSparse } from "./sparse.ts";

/**
 * The primitives that sparse codes and their gradients meet in a training step, on entries alone: adding two matrices
 * with the same entries, and summing a matrix over its rows. Everything else writes the zeros out first.
 */
export function withEntries(store: Store, engine: Engine, primitives: Primitives): Primitives {
  return {
    ...primitives,
    binary: (name, a, b) => {
      if (name !== "add") return primitives.binary(name, a, b);
      const left = store.own(name, a).sparse;
      const right = store.own(name, b).sparse;
      if (!left || !right || left.pattern !== right.pattern) return primitives.binary(name, a, b);
      const { pattern } = left;
      return store.makeSparse(
        a.shape,
        sharingPattern(engine, pattern, (to) => {
          const lists = [pattern.starts, pattern.ends, left.values, right.values].map(({ pointer }) => pointer);
          engine.run("addEntries", pattern.rows, grainOfEntries(pattern, 4), ...lists, to);
        }),
      );
    },
    reduce: (name, x, axes, keepDims) => {
      const { sparse } = store.own(name, x);
      const overRows = name === "sum" && x.shape.length === 2 && axes.length === 1 && axes[0] === 0;
      if (!sparse || !overRows) return primitives.reduce(name, x, axes, keepDims);
      const { cols } = sparse.pattern;
      const out = store.make(keepDims ? [1, cols] : [cols]);
      sumSparse(engine, sparse, out.pointer);
      return out;
    },
  };
}
