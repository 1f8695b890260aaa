import type { Shape } from "@exampledon/compute";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { scratch } from "./scratch.ts";

/** Sum over the rows of a row-major matrix, accumulated in float64, as a tensor of `shape`. */
export function columnSums(store: Store, data: Float32Array, shape: Shape): CpuTensor {
  const out = store.make(shape);
  const result = out.data;
  const cols = result.length;
  const sums = scratch(0, cols).fill(0, 0, cols);
  for (let at = 0; at < data.length; ) {
    for (let j = 0; j < cols; j++) sums[j]! += data[at++]!;
  }
  for (let j = 0; j < cols; j++) result[j] = sums[j]!;
  return out;
}
