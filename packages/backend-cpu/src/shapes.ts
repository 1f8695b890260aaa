import type { Shape } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** Largest number of elements of one tensor. */
export const MAX_ELEMENTS: number = 2 ** 30;

/** Number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i]!;
  return size;
}

/** Row-major strides of a shape, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let i = shape.length - 1, step = 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i]!;
  }
  return strides;
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Throws the `bad-shape` error of an op. */
export function badShape(where: string, problem: string, got: unknown, cure: string): never {
  return fail("bad-shape", { where, problem, got, cure });
}

/**
 * Refuses a shape that cannot be one.
 * @throws `bad-shape` when a size is not a whole number ≥ 1 or there are too many elements
 */
export function assertShape(where: string, shape: Shape): void {
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i]!;
    if (!Number.isInteger(size) || size < 1) {
      badShape(where, "every size must be a whole number ≥ 1", shape, "drop the empty axis or pass at least one row");
    }
  }
  if (sizeOf(shape) > MAX_ELEMENTS) {
    badShape(where, `a tensor holds at most ${MAX_ELEMENTS} elements`, shape, "work in smaller batches");
  }
}

/**
 * Refuses an axis that a tensor does not have.
 * @throws `bad-shape`
 */
export function assertAxis(where: string, shape: Shape, axis: number): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
    badShape(where, `axis must be a whole number in [0, ${shape.length})`, axis, `count axes of [${shape}] from 0`);
  }
}

/**
 * The shape that two shapes broadcast to, as in NumPy.
 * @throws `bad-shape` when two sizes differ and neither is 1
 */
export function broadcastShapes(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 1; i <= rank; i++) {
    const left = a[a.length - i] ?? 1;
    const right = b[b.length - i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      badShape(
        where,
        "shapes must broadcast: sizes equal or 1, counted from the last axis",
        `[${a}] and [${b}]`,
        "reshape one of them",
      );
    }
    out[rank - i] = left === 1 ? right : left;
  }
  return out;
}

/** Strides that read a tensor of `shape` as if it had the shape `to`: 0 on every axis that is repeated. */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  const strides = new Array<number>(to.length).fill(0);
  const shift = to.length - shape.length;
  for (let i = shape.length - 1, step = 1; i >= 0; i--) {
    if (shape[i] !== 1) strides[i + shift] = step;
    step *= shape[i]!;
  }
  return strides;
}

/** The shape with another size on one axis. */
export function withSize(shape: Shape, axis: number, size: number): Shape {
  return shape.map((held, i) => (i === axis ? size : held));
}
