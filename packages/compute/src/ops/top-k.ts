import { fail } from "@exampledon/core";
import { applyFused, type FusedDefinition } from "../apply-fused.ts";
import type { Shape } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";

/**
 * The `k` largest of the last axis, descending, ties lowest index first: `values` and (constant) `indices`
 * `[… × k]`. The gradient flows through the values to where they came from.
 * @throws `bad-param` when k is not a whole number in [1, width]
 */
export function topK(x: Node, k: number): { readonly values: Node; readonly indices: Node } {
  const width = checkCount("topK", x.shape, k);
  const { values, indices } = x.tape.backend.primitives.topK(x.tensor, k);
  return {
    values: recordOp([x], {
      forward: () => values,
      gradients: ({ primitives }, { upstream }) => [() => primitives.scatterAddAlong(upstream, indices, width)],
    }),
    indices: x.tape.constant(indices),
  };
}

/** {@link keepTopK} as a fused op: a backend may hold the result by its entries. */
export const keepTopKDefinition: FusedDefinition = {
  name: "keepTopK",
  compose: ([x], { k }) => {
    const width = x!.shape.at(-1)!;
    const { values, indices } = x!.tape.backend.primitives.topK(x!.tensor, k!);
    return recordOp([x!], {
      forward: ({ primitives }) => primitives.scatterAddAlong(values, indices, width),
      gradients: ({ primitives }, { upstream }) => [
        () => primitives.scatterAddAlong(primitives.gatherAlong(upstream, indices), indices, width),
      ],
    });
  },
  exampleShapes: [[[5, 7]], [[2]], [[1, 2]], [[33, 65]]],
  exampleAttributes: { k: 2 },
};

/**
 * `x` with all but the `k` largest of each row (last axis) set to 0; of tied entries the lowest index is kept.
 * The gradient passes where an entry was kept.
 * @throws `bad-param` when k is not a whole number in [1, width]
 */
export function keepTopK(x: Node, k: number): Node {
  checkCount("keepTopK", x.shape, k);
  return applyFused(keepTopKDefinition, [x], { k });
}

function checkCount(where: string, shape: Shape, k: number): number {
  const width = shape.at(-1) ?? 0;
  if (!Number.isInteger(k) || k < 1 || k > width) {
    fail("bad-param", {
      where,
      problem: `k must be a whole number in [1, ${width}] for a tensor ${showShape(shape)}`,
      got: k,
      cure: "lower k or widen the rows",
    });
  }
  return width;
}
