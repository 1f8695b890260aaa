import { eachRow, nestOf } from "../nest.ts";
import type { Copy } from "../ops/layout.ts";

/** Copies through strides, one number at a time. */
export const copy: Copy = (shape, { data: from }, fromOffset, fromStrides, { data: to }, toOffset, toStrides) => {
  const nest = nestOf(shape, [fromStrides, toStrides]);
  const [fromStep, toStep] = nest.steps as [number, number];
  eachRow(nest, (starts) => {
    let i = fromOffset + starts[0]!;
    let o = toOffset + starts[1]!;
    for (let left = nest.length; left > 0; left--, i += fromStep, o += toStep) to[o] = from[i]!;
  });
};
