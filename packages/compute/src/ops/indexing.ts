import { fail } from "@exampledon/core";
import { recordOp } from "../record-op.ts";
import { resolveAxis, sameShape, showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";

/**
 * `out[…, i, …] = x[…, indices[i], …]` along an axis (default 0, whole rows); `indices` `[count]` may repeat.
 * Indices are not checked against the size: that would need a read.
 * @throws `bad-shape` when indices have not one axis, `bad-param` on an axis that does not exist
 */
export function gather(x: Node, indices: Node, axis = 0): Node {
  const along = resolveAxis("gather", axis, x.shape);
  checkIndexVector("gather", indices);
  return recordOp([x], {
    forward: ({ primitives }) => primitives.gather(x.tensor, indices.tensor, along),
    gradients: ({ primitives }, { upstream }) => [
      () => primitives.scatterAdd(upstream, indices.tensor, along, x.shape[along]!),
    ],
  });
}

/**
 * `out[b, j] = x[b, indices[b, j]]`: picks along the last axis, row by row.
 * @throws `bad-shape` when the leading axes differ
 */
export function gatherAlong(x: Node, indices: Node): Node {
  checkRows("gatherAlong", x, indices, sameShape(x.shape.slice(0, -1), indices.shape.slice(0, -1)));
  return recordOp([x], {
    forward: ({ primitives }) => primitives.gatherAlong(x.tensor, indices.tensor),
    gradients: ({ primitives }, { upstream }) => [
      () => primitives.scatterAddAlong(upstream, indices.tensor, x.shape.at(-1)!),
    ],
  });
}

/**
 * Adds slices of `x` into zeros of `size` along an axis at `indices` `[count]`; repeated indices add up.
 * @throws `bad-shape` when there is not one index per slice, `bad-param` on an axis that does not exist
 */
export function scatterAdd(x: Node, indices: Node, axis: number, size: number): Node {
  const along = resolveAxis("scatterAdd", axis, x.shape);
  checkIndexVector("scatterAdd", indices);
  checkRows("scatterAdd", x, indices, indices.shape[0] === x.shape[along]);
  return recordOp([x], {
    forward: ({ primitives }) => primitives.scatterAdd(x.tensor, indices.tensor, along, size),
    gradients: ({ primitives }, { upstream }) => [() => primitives.gather(upstream, indices.tensor, along)],
  });
}

/**
 * Adds `x[b, j]` into zeros of width `size` at `indices[b, j]`, row by row; repeated indices add up.
 * @throws `bad-shape` when `x` and `indices` have different shapes
 */
export function scatterAddAlong(x: Node, indices: Node, size: number): Node {
  checkRows("scatterAddAlong", x, indices, sameShape(x.shape, indices.shape));
  return recordOp([x], {
    forward: ({ primitives }) => primitives.scatterAddAlong(x.tensor, indices.tensor, size),
    gradients: ({ primitives }, { upstream }) => [() => primitives.gatherAlong(upstream, indices.tensor)],
  });
}

function checkIndexVector(where: string, indices: Node): void {
  if (indices.shape.length !== 1) {
    fail("bad-shape", {
      where,
      problem: "indices must have one axis",
      got: showShape(indices.shape),
      cure: "use the row-by-row variant for one list of indices per row",
    });
  }
}

function checkRows(where: string, x: Node, indices: Node, fits: boolean): void {
  if (!fits || x.shape.length === 0) {
    fail("bad-shape", {
      where,
      problem: "indices must fit the values",
      got: `values ${showShape(x.shape)} and indices ${showShape(indices.shape)}`,
      cure: "give each value or each row its indices",
    });
  }
}
