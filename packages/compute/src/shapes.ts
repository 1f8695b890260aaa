import { fail } from "@exampledon/core";
import type { Shape } from "./backend.ts";

/** Axes to work over: one, several (negative counts from the end), or all when left out. */
export type Axes = number | readonly number[];

/** Number of elements of a tensor of that shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** Shape for messages: `[2 × 3]`. */
export function showShape(shape: Shape): string {
  return `[${shape.join(" × ")}]`;
}

/**
 * The shape two tensors broadcast to, as in NumPy: aligned at the end, sizes equal or 1.
 * @throws `bad-shape` naming the op and both shapes
 */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) {
      fail("bad-shape", {
        where,
        problem: "shapes must broadcast (aligned at the end, sizes equal or 1)",
        got: `${showShape(a)} and ${showShape(b)}`,
        cure: "reshape or transpose one of them",
      });
    }
    return x === 1 ? y : x;
  });
}

/**
 * Axes as sorted non-negative numbers without repeats; all of them when `axis` is left out.
 * @throws `bad-param` when an axis is outside the rank or repeated
 */
export function resolveAxes(where: string, axis: Axes | undefined, shape: Shape): readonly number[] {
  const rank = shape.length;
  if (axis === undefined) return shape.map((_, i) => i);
  const axes = typeof axis === "number" ? [axis] : axis;
  const resolved = axes.map((value) => (value < 0 ? value + rank : value)).sort((a, b) => a - b);
  const valid = resolved.every(
    (value, i) => Number.isInteger(value) && value >= 0 && value < rank && value !== resolved[i - 1],
  );
  if (!valid) {
    fail("bad-param", {
      where,
      problem: `axes must be distinct whole numbers in [${-rank}, ${rank - 1}] for a tensor ${showShape(shape)}`,
      got: axis,
      cure: "name existing axes, each once",
    });
  }
  return resolved;
}

/** One axis as a non-negative number. @throws `bad-param` */
export function resolveAxis(where: string, axis: number, shape: Shape): number {
  return resolveAxes(where, axis, shape)[0]!;
}
