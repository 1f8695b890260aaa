import { fail } from "@exampledon/core";
import type { MatmulOptions, Shape } from "./backend.ts";
import { broadcastShapes, sameShape, showShape, sizeOf } from "./shapes.ts";

/**
 * The shape of each primitive's result given the shapes of its inputs: what a backend checks before it computes.
 * Every function throws `bad-shape` where the inputs do not fit.
 */
export const primitiveShapes: PrimitiveShapes = {
  tensor: (where, shape, maxElements) => {
    if (!shape.every((size) => Number.isInteger(size) && size >= 1)) {
      refuse(where, "every size must be a whole number ≥ 1", shape, "drop the empty axis or pass at least one row");
    }
    if (sizeOf(shape) > maxElements) {
      refuse(where, `a tensor holds at most ${maxElements} elements`, shape, "work in smaller batches");
    }
    return shape;
  },
  matmul: (a, b, { transposeA = false, transposeB = false } = {}) => {
    for (const shape of [a, b]) {
      if (shape.length < 2) refuse("matmul", "both operands must have at least two axes", shape, "reshape the vector");
    }
    const [m, k] = transposeA ? [a.at(-1)!, a.at(-2)!] : [a.at(-2)!, a.at(-1)!];
    const [inner, n] = transposeB ? [b.at(-1)!, b.at(-2)!] : [b.at(-2)!, b.at(-1)!];
    if (k !== inner) {
      const got = `${showShape(a)}${transposeA ? "ᵀ" : ""} · ${showShape(b)}${transposeB ? "ᵀ" : ""}`;
      refuse("matmul", "inner sizes must agree", got, "transpose an operand or check the widths");
    }
    return [...broadcastShapes("matmul", a.slice(0, -2), b.slice(0, -2)), m, n];
  },
  reduce: (where, x, axes, keepDims) => {
    axes.forEach((axis, i) => {
      axisOf(where, x, axis);
      if (i > 0 && axis <= axes[i - 1]!) refuse(where, "axes must ascend", axes, "sort them and drop repeats");
    });
    const kept = x.map((size, axis) => (axes.includes(axis) ? 1 : size));
    return keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis));
  },
  topK: (x, k) => {
    const width = x.at(-1) ?? refuse("topK", "x must have an axis", x, "reshape the scalar to [1]");
    if (!Number.isInteger(k) || k < 1 || k > width) {
      refuse("topK", `k must be a whole number in [1, ${width}]`, k, "lower k or widen x");
    }
    return [...x.slice(0, -1), k];
  },
  gather: (x, indices, axis) => {
    axisOf("gather", x, axis);
    return withSize(x, axis, countOf("gather", indices));
  },
  gatherAlong: (x, indices) => {
    if (x.length < 1 || indices.length !== x.length || !sameShape(x.slice(0, -1), indices.slice(0, -1))) {
      const got = `${showShape(x)} and ${showShape(indices)}`;
      refuse("gatherAlong", "leading axes must agree", got, "pass one row of indices per row");
    }
    return indices;
  },
  scatterAdd: (x, indices, axis, size) => {
    axisOf("scatterAdd", x, axis);
    if (x[axis] !== countOf("scatterAdd", indices)) {
      refuse("scatterAdd", `axis ${axis} of x must match the indices`, x, `pass ${x[axis]} indices`);
    }
    return withSize(x, axis, size);
  },
  scatterAddAlong: (x, indices, size) => {
    if (x.length < 1 || !sameShape(x, indices)) {
      const got = `${showShape(x)}, ${showShape(indices)}`;
      refuse("scatterAddAlong", "x and indices must have one shape", got, "gather first");
    }
    return withSize(x, x.length - 1, size);
  },
  transpose: (x, permutation) => {
    if (permutation.length !== x.length || x.some((_, axis) => !permutation.includes(axis))) {
      const problem = `permutation must hold each of the ${x.length} axes once`;
      refuse("transpose", problem, permutation, "list every axis");
    }
    return permutation.map((axis) => x[axis]!);
  },
  reshape: (x, shape) => {
    if (sizeOf(shape) !== sizeOf(x)) {
      refuse("reshape", `the shape must hold ${sizeOf(x)} numbers`, shape, "check the sizes");
    }
    return shape;
  },
  broadcastTo: (x, shape) => {
    if (!sameShape(broadcastShapes("broadcastTo", x, shape), shape)) {
      refuse("broadcastTo", `${showShape(x)} must broadcast to the shape`, shape, "only sizes of 1 can grow");
    }
    return shape;
  },
  concat: (parts, axis) => {
    const first = parts[0] ?? refuse("concat", "there must be a part", parts, "pass at least one tensor");
    axisOf("concat", first, axis);
    for (const part of parts) {
      if (part.length !== first.length || !sameShape(withSize(part, axis, 1), withSize(first, axis, 1))) {
        refuse("concat", `parts must agree outside axis ${axis} with ${showShape(first)}`, part, "reshape it");
      }
    }
    return withSize(
      first,
      axis,
      parts.reduce((sum, part) => sum + part[axis]!, 0),
    );
  },
  slice: (x, begin, end, stride) => {
    if ([begin, end, stride].some((values) => values.length !== x.length)) {
      const got = { x, begin, end, stride };
      refuse("slice", "begin, end and stride need one entry per axis", got, "name every axis");
    }
    return x.map((size, axis) => {
      const [low, high, step] = [begin[axis]!, end[axis]!, stride[axis]!];
      if (![low, high, step].every(Number.isInteger) || low < 0 || high <= low || high > size || step < 1) {
        const problem = `axis ${axis} must have 0 ≤ begin < end ≤ ${size} and stride ≥ 1`;
        refuse("slice", problem, `${low} : ${high} : ${step}`, "a slice may not be empty");
      }
      return Math.ceil((high - low) / step);
    });
  },
  unslice: (x, shape, begin, stride) => {
    const fits =
      [x, begin, stride].every((sizes) => sizes.length === shape.length) &&
      [...begin, ...stride].every(Number.isInteger) &&
      shape.every((size, axis) => {
        const low = begin[axis]!;
        return low >= 0 && stride[axis]! >= 1 && low + (x[axis]! - 1) * stride[axis]! < size;
      });
    if (!fits) refuse("unslice", `${showShape(x)} must fit the shape`, { shape, begin, stride }, "pass what slice got");
    return shape;
  },
  assignInPlace: (target, source) => {
    if (!sameShape(target, source)) {
      refuse("assignInPlace", `the source must be ${showShape(target)}`, source, "reshape it");
    }
    return target;
  },
};

/** See {@link primitiveShapes}. */
export interface PrimitiveShapes {
  /** Refuses a size that is not a whole number ≥ 1, and more elements than the backend holds. */
  tensor(where: string, shape: Shape, maxElements: number): Shape;
  matmul(a: Shape, b: Shape, options?: MatmulOptions): Shape;
  reduce(where: string, x: Shape, axes: readonly number[], keepDims: boolean): Shape;
  topK(x: Shape, k: number): Shape;
  gather(x: Shape, indices: Shape, axis: number): Shape;
  gatherAlong(x: Shape, indices: Shape): Shape;
  scatterAdd(x: Shape, indices: Shape, axis: number, size: number): Shape;
  scatterAddAlong(x: Shape, indices: Shape, size: number): Shape;
  transpose(x: Shape, permutation: readonly number[]): Shape;
  reshape(x: Shape, shape: Shape): Shape;
  broadcastTo(x: Shape, shape: Shape): Shape;
  concat(parts: readonly Shape[], axis: number): Shape;
  slice(x: Shape, begin: readonly number[], end: readonly number[], stride: readonly number[]): Shape;
  unslice(x: Shape, shape: Shape, begin: readonly number[], stride: readonly number[]): Shape;
  assignInPlace(target: Shape, source: Shape): Shape;
}

function refuse(where: string, problem: string, got: unknown, cure: string): never {
  return fail("bad-shape", { where, problem, got, cure });
}

function axisOf(where: string, shape: Shape, axis: number): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
    const problem = `axis must be a whole number in [0, ${shape.length})`;
    refuse(where, problem, axis, `count axes of ${showShape(shape)} from 0`);
  }
}

function countOf(where: string, indices: Shape): number {
  if (indices.length !== 1) refuse(where, "indices must have one axis", indices, "reshape them");
  return indices[0]!;
}

function withSize(shape: Shape, axis: number, size: number): Shape {
  return shape.map((held, i) => (i === axis ? size : held));
}
