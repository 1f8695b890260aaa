import { type FusedKernel, primitiveShapes } from "@exampledon/compute";
import { divide, type Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";
import { COUNT_RANK } from "./top-k.ts";

/** `x` with all but the `k` largest of each row set to 0, without looking for the place of each. */
export function createKeepTopK(store: Store): FusedKernel {
  return {
    forward: ([x], { k }) => {
      primitiveShapes.topK(x!.shape, k!);
      return store.run(KEEP, x!.shape, [x!, x!, x!.shape.at(-1)!, k!]);
    },
    backward: ({ inputs: [x], upstream, needs }, { k }) => [
      needs[0] ? store.run(KEEP, x!.shape, [x!, upstream, x!.shape.at(-1)!, k!]) : undefined,
    ],
  };
}

/** Passes `passed` where `x` is among the first k of its row. */
const KEEP: Kernel = {
  name: "keepTopK",
  inputs: { x: "numbers", passed: "numbers", width: "whole", k: "whole" },
  body: `
    ${divide("i", "width", "row", "place")}
    ${COUNT_RANK}
    if (rank < k) { return passed[i]; }
    return 0;`,
};
