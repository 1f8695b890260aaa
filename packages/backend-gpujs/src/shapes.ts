import { type Shape, sizeOf } from "@exampledon/compute";

/** Row-major strides of a shape, in elements. */
export function stridesOf(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** Strides that read a tensor of `shape` as if it had the shape `to`: 0 on every axis that is repeated. */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  const shift = to.length - shape.length;
  return to.map((_, axis) => {
    const own = axis - shift;
    return own < 0 || shape[own] === 1 ? 0 : sizeOf(shape.slice(own + 1));
  });
}
