import type { Primitives, Shape } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { eachRow, nestOf } from "./nest.ts";
import { scratch } from "./scratch.ts";
import { assertAxis, badShape, sizeOf, stridesOf } from "./shapes.ts";
import type { Store } from "./store.ts";

/** Sum and maximum over axes, accumulated in float64; a NaN gives NaN in both. */
export function createReduce(store: Store): Pick<Primitives, "reduce"> {
  return {
    reduce: (name, x, axes, keepDims) => {
      if (name !== "sum" && name !== "max") {
        fail("unknown-id", {
          where: "reduce",
          problem: "the reduction must be sum or max",
          got: name,
          cure: "use one",
        });
      }
      const data = store.data(name, x);
      axes.forEach((axis, i) => {
        assertAxis(name, x.shape, axis);
        if (i > 0 && axis <= axes[i - 1]!) badShape(name, "axes must ascend", axes, "sort them and drop repeats");
      });
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const out = store.make(keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis)));
      const length = sizeOf(kept);
      const sums = scratch(0, length);
      const nest = nestOf(x.shape, [reducedStrides(kept, axes), stridesOf(x.shape)]);
      if (name === "sum") {
        sums.fill(0, 0, length);
        const step = nest.steps[0]!;
        const count = nest.length;
        eachRow(nest, (starts, row) => addRow(data, row * count, count, sums, starts[0]!, step));
      } else {
        sums.fill(Number.NEGATIVE_INFINITY, 0, length);
        const step = nest.steps[0]!;
        const count = nest.length;
        eachRow(nest, (starts, row) => maxRow(data, row * count, count, sums, starts[0]!, step));
      }
      const result = out.data!;
      for (let i = 0; i < length; i++) result[i] = sums[i]!;
      return out;
    },
  };
}

function reducedStrides(kept: Shape, axes: readonly number[]): number[] {
  return stridesOf(kept).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
}

function addRow(x: Float32Array, from: number, count: number, sums: Float64Array, at: number, step: number): void {
  const end = from + count;
  if (step === 0) {
    let sum = sums[at]!;
    for (let i = from; i < end; i++) sum += x[i]!;
    sums[at] = sum;
  } else {
    for (let i = from; i < end; i++, at += step) sums[at]! += x[i]!;
  }
}

function maxRow(x: Float32Array, from: number, count: number, best: Float64Array, at: number, step: number): void {
  const end = from + count;
  if (step === 0) {
    let most = best[at]!;
    for (let i = from; i < end; i++) most = Math.max(most, x[i]!);
    best[at] = most;
  } else {
    for (let i = from; i < end; i++, at += step) best[at] = Math.max(best[at]!, x[i]!);
  }
}
