import { fail } from "@exampledon/core";
import type { Shape } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { broadcastShapes, resolveAxes, resolveAxis, sameShape, showShape, sizeOf } from "../shapes.ts";
import type { Node } from "../tape.ts";

/** The same numbers in row-major order under another shape of equal size. @throws `bad-shape` */
export function reshape(x: Node, shape: Shape): Node {
  if (sizeOf(shape) !== sizeOf(x.shape) || shape.some((size) => !Number.isInteger(size) || size < 1)) {
    fail("bad-shape", {
      where: "reshape",
      problem: `the new shape must hold the ${sizeOf(x.shape)} entries of ${showShape(x.shape)}`,
      got: showShape(shape),
      cure: "give sizes whose product is the same",
    });
  }
  return recordOp([x], {
    forward: ({ primitives }) => primitives.reshape(x.tensor, shape),
    gradients: ({ primitives }, { upstream }) => [() => primitives.reshape(upstream, x.shape)],
  });
}

/** Reorders axes: axis i of the result is axis `permutation[i]` of `x`; default reversed. @throws `bad-param` */
export function transpose(x: Node, permutation: readonly number[] = x.shape.map((_, i) => i).reverse()): Node {
  if (resolveAxes("transpose", permutation, x.shape).length !== x.shape.length) {
    fail("bad-param", {
      where: "transpose",
      problem: `the permutation must name every axis of ${showShape(x.shape)} once`,
      got: permutation,
      cure: "list all axes in their new order",
    });
  }
  const forward = permutation.map((axis) => (axis < 0 ? axis + x.shape.length : axis));
  const inverse = forward.map((_, i) => forward.indexOf(i));
  return recordOp([x], {
    forward: ({ primitives }) => primitives.transpose(x.tensor, forward),
    gradients: ({ primitives }, { upstream }) => [() => primitives.transpose(upstream, inverse)],
  });
}

/** `x` repeated along new leading axes and axes of size 1. @throws `bad-shape` when x does not broadcast to the shape */
export function broadcastTo(x: Node, shape: Shape): Node {
  if (!sameShape(broadcastShapes("broadcastTo", x.shape, shape), shape)) {
    fail("bad-shape", {
      where: "broadcastTo",
      problem: `${showShape(x.shape)} must broadcast to the given shape`,
      got: showShape(shape),
      cure: "sum over the axes that should shrink",
    });
  }
  return recordOp([x], {
    forward: ({ primitives }) => primitives.broadcastTo(x.tensor, shape),
    gradients: ({ sumTo }, { upstream }) => [() => sumTo(upstream, x.shape)],
  });
}

/** Joins tensors along an axis (default 0); all other sizes must agree. @throws `bad-shape`, `bad-param` */
export function concat(parts: readonly [Node, ...Node[]], axis = 0): Node {
  const first = parts[0].shape;
  const along = resolveAxis("concat", axis, first);
  const without = (shape: Shape): Shape => shape.filter((_, i) => i !== along);
  const starts: number[] = [];
  let width = 0;
  for (const { shape } of parts) {
    if (!sameShape(without(shape), without(first))) {
      fail("bad-shape", {
        where: "concat",
        problem: `sizes must agree on every axis but ${along}`,
        got: `${showShape(first)} and ${showShape(shape)}`,
        cure: "reshape the parts or choose another axis",
      });
    }
    starts.push(width);
    width += shape[along]!;
  }
  return recordOp(parts, {
    forward: ({ primitives }) =>
      primitives.concat(
        parts.map((part) => part.tensor),
        along,
      ),
    gradients: ({ primitives }, { upstream }) =>
      parts.map(({ shape }, i) => () => {
        const begin = shape.map((_, at) => (at === along ? starts[i]! : 0));
        const end = shape.map((size, at) => begin[at]! + size);
        const ones = shape.map(() => 1);
        return primitives.slice(upstream, begin, end, ones);
      }),
  });
}

/**
 * `x[begin[i] : end[i] : stride[i]]` on every axis; stride defaults to 1.
 * @throws `bad-param` when a range is empty or outside the tensor
 */
export function slice(
  x: Node,
  begin: readonly number[],
  end: readonly number[],
  stride: readonly number[] = x.shape.map(() => 1),
): Node {
  const valid = x.shape.every((size, i) => {
    const [from, to, by] = [begin[i], end[i], stride[i]];
    return [from, to, by].every(Number.isInteger) && from! >= 0 && from! < to! && to! <= size && by! >= 1;
  });
  if (!valid || [begin, end, stride].some((list) => list.length !== x.shape.length)) {
    fail("bad-param", {
      where: "slice",
      problem: `every axis of ${showShape(x.shape)} needs 0 ≤ begin < end ≤ size and a stride ≥ 1`,
      got: { begin, end, stride },
      cure: "keep the ranges inside the tensor",
    });
  }
  return recordOp([x], {
    forward: ({ primitives }) => primitives.slice(x.tensor, begin, end, stride),
    gradients: ({ primitives }, { upstream }) => [() => primitives.unslice(upstream, x.shape, begin, stride)],
  });
}
