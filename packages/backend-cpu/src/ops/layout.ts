import type { Primitives, Shape } from "@exampledon/compute";
import {
  assertAxis,
  assertShape,
  badShape,
  broadcastShapes,
  broadcastStrides,
  sameShape,
  sizeOf,
  stridesOf,
  withSize,
} from "../shapes.ts";
import type { Store } from "../store.ts";
import { type CpuTensor, numbersOf } from "../tensor.ts";

/** Copies `shape` numbers between two arrays read through an offset and strides, in elements. */
export type Copy = (
  shape: Shape,
  from: CpuTensor,
  fromOffset: number,
  fromStrides: readonly number[],
  to: CpuTensor,
  toOffset: number,
  toStrides: readonly number[],
) => void;

type Layouts = Pick<
  Primitives,
  "transpose" | "reshape" | "broadcastTo" | "concat" | "slice" | "unslice" | "assignInPlace"
>;

/** Ops that move numbers without changing them. Each copies: no two tensors share storage. */
export function createLayout(store: Store, copy: Copy): Layouts {
  return {
    transpose: (x, permutation) => {
      const from = store.own("transpose", x);
      const rank = x.shape.length;
      if (permutation.length !== rank || x.shape.some((_, axis) => !permutation.includes(axis))) {
        badShape("transpose", `permutation must hold each of the ${rank} axes once`, permutation, "list every axis");
      }
      const out = store.make(permutation.map((axis) => x.shape[axis]!));
      const strides = stridesOf(x.shape);
      copy(
        out.shape,
        from,
        0,
        permutation.map((axis) => strides[axis]!),
        out,
        0,
        stridesOf(out.shape),
      );
      return out;
    },
    reshape: (x, shape) => {
      const from = store.own("reshape", x);
      assertShape("reshape", shape);
      if (sizeOf(shape) !== from.size) {
        badShape("reshape", `the shape must hold ${from.size} numbers`, shape, "check the sizes");
      }
      const out = store.make(shape);
      const [numbers, result] = numbersOf(from, out);
      result.set(numbers);
      return out;
    },
    broadcastTo: (x, shape) => {
      const from = store.own("broadcastTo", x);
      assertShape("broadcastTo", shape);
      if (!sameShape(broadcastShapes("broadcastTo", x.shape, shape), shape)) {
        badShape("broadcastTo", `[${x.shape}] must broadcast to the shape`, shape, "only sizes of 1 can grow");
      }
      const out = store.make(shape);
      copy(shape, from, 0, broadcastStrides(x.shape, shape), out, 0, stridesOf(shape));
      return out;
    },
    concat: (parts, axis) => {
      const first = parts[0] ?? badShape("concat", "there must be a part", parts, "pass at least one tensor");
      assertAxis("concat", first.shape, axis);
      const owned = parts.map((part) => {
        if (
          part.shape.length !== first.shape.length ||
          !sameShape(withSize(part.shape, axis, 1), withSize(first.shape, axis, 1))
        ) {
          badShape("concat", `parts must agree outside axis ${axis} with [${first.shape}]`, part.shape, "reshape it");
        }
        return store.own("concat", part);
      });
      const total = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
      const out = store.make(withSize(first.shape, axis, total));
      const strides = stridesOf(out.shape);
      let start = 0;
      for (const part of owned) {
        copy(part.shape, part, 0, stridesOf(part.shape), out, start * strides[axis]!, strides);
        start += part.shape[axis]!;
      }
      return out;
    },
    slice: (x, begin, end, stride) => {
      const from = store.own("slice", x);
      const { shape } = x;
      if (begin.length !== shape.length || end.length !== shape.length || stride.length !== shape.length) {
        badShape(
          "slice",
          "begin, end and stride need one entry per axis",
          { shape, begin, end, stride },
          "name every axis",
        );
      }
      shape.forEach((size, axis) => {
        const [low, high, step] = [begin[axis]!, end[axis]!, stride[axis]!];
        if (![low, high, step].every(Number.isInteger) || low < 0 || high <= low || high > size || step < 1) {
          badShape(
            "slice",
            `axis ${axis} must have 0 ≤ begin < end ≤ ${size} and stride ≥ 1`,
            `${low} : ${high} : ${step}`,
            "a slice may not be empty",
          );
        }
      });
      const out = store.make(shape.map((_, axis) => Math.ceil((end[axis]! - begin[axis]!) / stride[axis]!)));
      const { offset, strides } = slicing(shape, begin, stride);
      copy(out.shape, from, offset, strides, out, 0, stridesOf(out.shape));
      return out;
    },
    unslice: (x, shape, begin, stride) => {
      const from = store.own("unslice", x);
      assertShape("unslice", shape);
      const fits =
        [x.shape, begin, stride].every((sizes) => sizes.length === shape.length) &&
        [...begin, ...stride].every(Number.isInteger) &&
        shape.every((size, axis) => {
          const low = begin[axis]!;
          return low >= 0 && stride[axis]! >= 1 && low + (x.shape[axis]! - 1) * stride[axis]! < size;
        });
      if (!fits)
        badShape("unslice", `[${x.shape}] must fit the shape`, { shape, begin, stride }, "pass what slice got");
      const out = store.zeros(shape);
      const { offset, strides } = slicing(shape, begin, stride);
      copy(x.shape, from, 0, stridesOf(x.shape), out, offset, strides);
      return out;
    },
    assignInPlace: (target, source) => {
      const to = store.own("assignInPlace", target);
      const from = store.own("assignInPlace", source);
      if (!sameShape(target.shape, source.shape)) {
        badShape("assignInPlace", `the source must be [${target.shape}]`, source.shape, "reshape it");
      }
      to.prepareChange();
      const [numbers, result] = numbersOf(from, to);
      result.set(numbers);
    },
  };
}

function slicing(
  shape: Shape,
  begin: readonly number[],
  stride: readonly number[],
): { offset: number; strides: number[] } {
  const whole = stridesOf(shape);
  return {
    offset: whole.reduce((sum, step, axis) => sum + step * begin[axis]!, 0),
    strides: whole.map((step, axis) => step * stride[axis]!),
  };
}
