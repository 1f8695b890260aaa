import { type Primitives, primitiveShapes, type Shape, sizeOf, type Tensor } from "@exampledon/compute";
import { divide, type Kernel, type KernelInput } from "./kernel.ts";
import { broadcastStrides, stridesOf } from "./shapes.ts";
import type { Store } from "./store.ts";
import { stridedKernel, walkNumbers, walkOf } from "./strided.ts";

type Layouts = Pick<
  Primitives,
  "transpose" | "reshape" | "broadcastTo" | "concat" | "slice" | "unslice" | "assignInPlace"
>;

/** Ops that move numbers without changing them. Where nothing moves, the result shares numbers that never change. */
export function createLayout(store: Store): Layouts {
  const { device, handles } = store;
  return {
    transpose: (x, permutation) => {
      const shape = primitiveShapes.transpose(x.shape, permutation);
      const strides = stridesOf(x.shape);
      const order = permutation.map((axis) => strides[axis]!);
      return copy(store, "transpose", x, shape, order);
    },
    reshape: (x, shape) => {
      primitiveShapes.tensor("reshape", shape, device.maxElements);
      return store.share("reshape", x, primitiveShapes.reshape(x.shape, shape));
    },
    broadcastTo: (x, shape) => {
      primitiveShapes.tensor("broadcastTo", shape, device.maxElements);
      const to = primitiveShapes.broadcastTo(x.shape, shape);
      return copy(store, "broadcastTo", x, to, broadcastStrides(x.shape, to));
    },
    concat: (parts, axis) => {
      const shapes = parts.map((part) => part.shape);
      primitiveShapes.concat(shapes, axis);
      const [first, ...rest] = parts as [Tensor, ...Tensor[]];
      return handles.scope(() =>
        rest.reduce((left, right) => join(store, left, right, axis), store.share("concat", first, first.shape)),
      );
    },
    slice: (x, begin, end, stride) => {
      const shape = primitiveShapes.slice(x.shape, begin, end, stride);
      const whole = stridesOf(x.shape);
      const offset = whole.reduce((sum, step, axis) => sum + step * begin[axis]!, 0);
      const strides = whole.map((step, axis) => step * stride[axis]!);
      return copy(store, "slice", x, shape, strides, offset);
    },
    unslice: (x, shape, begin, stride) => {
      primitiveShapes.tensor("unslice", shape, device.maxElements);
      primitiveShapes.unslice(x.shape, shape, begin, stride);
      if (shape.length === 0) return store.share("unslice", x, shape);
      const steps = stridesOf(x.shape);
      const numbers = shape.flatMap((size, axis) => [size, begin[axis]!, stride[axis]!, x.shape[axis]!, steps[axis]!]);
      return store.run(unsliceKernel(shape.length), shape, [x, ...numbers]);
    },
    assignInPlace: (target, source) => {
      handles.storage("assignInPlace", target);
      const from = handles.storage("assignInPlace", source);
      primitiveShapes.assignInPlace(target.shape, source.shape);
      handles.replace("assignInPlace", target, device.share(from));
    },
  };
}

/** A tensor of `shape` read from `x` with strides; shared where that reads every number in its place. */
function copy(store: Store, where: string, x: Tensor, shape: Shape, strides: readonly number[], offset = 0): Tensor {
  const walk = walkOf(shape, [strides]);
  const size = sizeOf(shape);
  const inPlace = walk.sizes.length === 1 && (size === 1 || walk.strides[0]![0] === 1);
  if (inPlace && size === sizeOf(x.shape)) return store.share(where, x, shape);
  return store.run(strideCopy(walk.sizes.length), shape, [x, offset, ...walkNumbers(walk)]);
}

function strideCopy(rank: number): Kernel {
  const kernel = stridedKernel("copy", rank, ["a"], "return a;", { offset: "whole" });
  return { ...kernel, body: kernel.body.replace("aData[aAt]", "aData[aAt + offset]") };
}

function join(store: Store, left: Tensor, right: Tensor, axis: number): Tensor {
  const shape = primitiveShapes.concat([left.shape, right.shape], axis);
  const widths = [shape, left.shape, right.shape].map((sizes) => sizeOf(sizes.slice(axis)));
  return store.run(JOIN, shape, [left, right, ...widths]);
}

const JOIN: Kernel = {
  name: "concat",
  inputs: { a: "numbers", b: "numbers", width: "whole", aWidth: "whole", bWidth: "whole" },
  body: `
    ${divide("i", "width", "row", "place")}
    if (place < aWidth) { return a[row * aWidth + place]; }
    return b[row * bWidth + place - aWidth];`,
};

/** Zeros but where a slice was taken from: each output element asks whether it was, and which it was. */
function unsliceKernel(rank: number): Kernel {
  const inputs: Record<string, KernelInput> = { x: "numbers" };
  const statements: string[] = [];
  for (let axis = 0; axis < rank; axis++) {
    for (const name of ["size", "begin", "stride", "count", "step"]) inputs[`${name}${axis}`] = "whole";
  }
  let rest = "i";
  for (let axis = rank - 1; axis >= 0; axis--) {
    statements.push(
      divide(rest, `size${axis}`, `rest${axis}`, `place${axis}`),
      `const along${axis} = place${axis} - begin${axis};`,
      divide(`along${axis}`, `stride${axis}`, `pick${axis}`, `between${axis}`),
      `if (along${axis} < 0 || between${axis} > 0 || pick${axis} >= count${axis}) { return 0; }`,
    );
    rest = `rest${axis}`;
  }
  const terms = Array.from({ length: rank }, (_, axis) => `pick${axis} * step${axis}`);
  return { name: `unslice/${rank}`, inputs, body: `${statements.join("\n")}\nreturn x[${terms.join(" + ")}];` };
}
