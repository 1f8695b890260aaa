import type { Primitives, Shape, Tensor } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { scratch } from "../scalar/scratch.ts";
import { assertAxis, assertShape, badShape, sameShape, sizeOf, withSize } from "../shapes.ts";
import type { Store } from "../store.ts";
import { type CpuTensor, numbersOf } from "../tensor.ts";

type Gathers = Pick<Primitives, "gather" | "gatherAlong" | "scatterAdd" | "scatterAddAlong">;

/** Picking by index and its adjoints. Indices are checked; sums of repeated indices are accumulated in float64. */
export function createGather(store: Store): Gathers {
  let sums = new Float64Array(0);
  return {
    gather: (x, indices, axis) => {
      const source = store.own("gather", x);
      assertAxis("gather", x.shape, axis);
      const size = x.shape[axis]!;
      const which = picksOf("gather", store, indices, size);
      const out = store.make(withSize(x.shape, axis, which.size));
      const [data, picks, result] = numbersOf(source, which, out);
      const [outer, inner] = around(x.shape, axis);
      for (let o = 0, to = 0; o < outer; o++) {
        for (let i = 0; i < picks.length; i++) {
          const from = (o * size + picks[i]!) * inner;
          for (let j = 0; j < inner; j++) result[to++] = data[from + j]!;
        }
      }
      return out;
    },
    scatterAdd: (x, indices, axis, size) => {
      const source = store.own("scatterAdd", x);
      assertAxis("scatterAdd", x.shape, axis);
      const shape = withSize(x.shape, axis, size);
      assertShape("scatterAdd", shape);
      const which = picksOf("scatterAdd", store, indices, size);
      if (x.shape[axis] !== which.size) {
        badShape("scatterAdd", `axis ${axis} of x must match the indices`, x.shape, `pass ${x.shape[axis]} indices`);
      }
      const out = store.make(shape);
      const [data, picks] = numbersOf(source, which);
      const [outer, inner] = around(x.shape, axis);
      const totals = zeroed(sizeOf(shape));
      for (let o = 0, from = 0; o < outer; o++) {
        for (let i = 0; i < picks.length; i++) {
          const to = (o * size + picks[i]!) * inner;
          for (let j = 0; j < inner; j++) totals[to + j]! += data[from++]!;
        }
      }
      round(totals, out.data, 0);
      return out;
    },
    gatherAlong: (x, indices) => {
      const source = store.own("gatherAlong", x);
      const which = store.own("gatherAlong", indices);
      const [width, k] = alongSizes("gatherAlong", x, indices);
      assertIndices("gatherAlong", which.data, width);
      const out = store.make(indices.shape);
      const [data, picked, result] = numbersOf(source, which, out);
      for (let to = 0, from = 0; to < result.length; from += width) {
        for (const end = to + k; to < end; to++) result[to] = data[from + picked[to]!]!;
      }
      return out;
    },
    scatterAddAlong: (x, indices, size) => {
      const source = store.own("scatterAddAlong", x);
      const which = store.own("scatterAddAlong", indices);
      if (x.shape.length < 1 || !sameShape(x.shape, indices.shape)) {
        badShape(
          "scatterAddAlong",
          "x and indices must have one shape",
          `[${x.shape}], [${indices.shape}]`,
          "gather first",
        );
      }
      const shape = withSize(x.shape, x.shape.length - 1, size);
      assertShape("scatterAddAlong", shape);
      assertIndices("scatterAddAlong", which.data, size);
      const out = store.make(shape);
      const [data, picked, result] = numbersOf(source, which, out);
      const k = x.shape.at(-1)!;
      if (sums.length < size) sums = new Float64Array(size);
      result.fill(0);
      for (let from = 0, to = 0; from < data.length; from += k, to += size) {
        const end = from + k;
        // The sums are zeros before and after, so that a row costs k and not its size.
        for (let i = from; i < end; i++) sums[picked[i]!]! += data[i]!;
        for (let i = from; i < end; i++) result[to + picked[i]!] = sums[picked[i]!]!;
        for (let i = from; i < end; i++) sums[picked[i]!] = 0;
      }
      return out;
    },
  };
}

function around(shape: Shape, axis: number): [outer: number, inner: number] {
  return [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
}

function zeroed(length: number): Float64Array {
  return scratch(0, length).fill(0, 0, length);
}

function round(sums: Float64Array, out: Float32Array, from: number): void {
  for (let i = 0; i < out.length; i++) out[i] = sums[from + i]!;
}

function picksOf(where: string, store: Store, indices: Tensor, size: number): CpuTensor {
  const picks = store.own(where, indices);
  if (indices.shape.length !== 1) badShape(where, "indices must have one axis", indices.shape, "reshape them");
  assertIndices(where, picks.data, size);
  return picks;
}

function assertIndices(where: string, indices: Float32Array, size: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (index >= 0 && index < size && index === Math.trunc(index)) continue;
    fail("bad-param", {
      where,
      problem: `every index must be a whole number in [0, ${size})`,
      got: `${index} at ${i}`,
      cure: "check what made the indices",
    });
  }
}

function alongSizes(where: string, x: Tensor, indices: Tensor): [width: number, k: number] {
  if (x.shape.length < 1 || !sameShape(x.shape.slice(0, -1), indices.shape.slice(0, -1)) || indices.shape.length < 1) {
    badShape(
      where,
      "leading axes must agree",
      `[${x.shape}] and [${indices.shape}]`,
      "pass one row of indices per row",
    );
  }
  return [x.shape.at(-1)!, indices.shape.at(-1)!];
}
