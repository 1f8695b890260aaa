import type { Primitives } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** Whole numbers above this are not exact in float32, which indices are stored in. */
const MAX_WIDTH = 2 ** 24;

/** Writes the `k` largest of each row of `width` numbers, descending, and where they are; ties lowest index first. */
export type TopKLoop = (x: CpuTensor, width: number, k: number, values: CpuTensor, indices: CpuTensor) => void;

/** The largest entries of each row. NaN ranks above every number, as in PyTorch, so that it is seen. */
export function createTopK(store: Store, loop: TopKLoop): Pick<Primitives, "topK"> {
  return {
    topK: (x, k) => {
      const from = store.own("topK", x);
      const width = x.shape.at(-1) ?? badShape("topK", "x must have an axis", x.shape, "reshape the scalar to [1]");
      if (!Number.isInteger(k) || k < 1 || k > width) {
        badShape("topK", `k must be a whole number in [1, ${width}]`, k, "lower k or widen x");
      }
      if (width > MAX_WIDTH) {
        badShape("topK", `the last axis must hold at most ${MAX_WIDTH} entries`, width, "work in smaller batches");
      }
      const shape = [...x.shape.slice(0, -1), k];
      const values = store.make(shape);
      const indices = store.make(shape);
      loop(from, width, k, values, indices);
      return { values, indices };
    },
  };
}
