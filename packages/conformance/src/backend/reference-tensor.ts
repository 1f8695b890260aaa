import type { Shape, Tensor } from "@exampledon/compute";

/** A tensor of the float64 reference: its numbers lie open. */
export interface ReferenceTensor extends Tensor {
  readonly data: Float64Array;
}

/** Wraps numbers as a tensor of the reference. */
export function referenceTensor(shape: Shape, data: ArrayLike<number>): ReferenceTensor {
  return { shape: [...shape], backend: "reference", data: Float64Array.from(data) };
}

/** Number of elements of a shape. */
export function countOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The multi-index of element `flat`. */
export function indexAt(shape: Shape, flat: number): number[] {
  const index = shape.map(() => 0);
  for (let axis = shape.length - 1, rest = flat; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** The flat position of a multi-index: aligned at the last axis, 0 along axes of size 1, so that it also broadcasts. */
export function flatAt(shape: Shape, index: readonly number[]): number {
  const shift = index.length - shape.length;
  let flat = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    flat = flat * shape[axis]! + (shape[axis] === 1 ? 0 : index[axis + shift]!);
  }
  return flat;
}
