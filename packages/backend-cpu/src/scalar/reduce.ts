import type { Shape } from "@exampledon/compute";
import { eachRow, nestOf } from "../nest.ts";
import type { ReduceLoop } from "../ops/reduce.ts";
import { sizeOf, stridesOf } from "../shapes.ts";
import { scratch } from "./scratch.ts";

/** Sum or maximum, accumulated in float64. */
export const reduce: ReduceLoop = (name, { data, shape }, axes, kept, { data: result }) => {
  const length = sizeOf(kept);
  const sums = scratch(0, length);
  const nest = nestOf(shape, [reducedStrides(kept, axes), stridesOf(shape)]);
  const step = nest.steps[0]!;
  const count = nest.length;
  sums.fill(name === "sum" ? 0 : Number.NEGATIVE_INFINITY, 0, length);
  const row = name === "sum" ? addRow : maxRow;
  eachRow(nest, (starts, at) => row(data, at * count, count, sums, starts[0]!, step));
  for (let i = 0; i < length; i++) result[i] = sums[i]!;
};

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
