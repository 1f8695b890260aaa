import { affineGate } from "@exampledon/compute";
import { matrix } from "@exampledon/core";
import type { ImportanceFunction } from "./importance-function.ts";

/**
 * `weight · h + bias` of each component's own reading h; starts as h itself. The cheapest, and sufficient where a
 * component matters when it reads enough.
 */
export const affine: ImportanceFunction<Record<never, never>> = {
  title: "affine in the component's own reading",
  params: {},
  arrays: ({ components }) => ({
    weight: { shape: [components], data: new Float32Array(components).fill(1) },
    bias: { shape: [components], data: new Float32Array(components) },
  }),
  gate: ({ weight, bias }, { readings }) => affineGate(readings(), weight!, bias!),
  evaluate: ({ weight, bias }, { readings: { rows, cols, data } }) =>
    matrix(
      rows,
      cols,
      data.map((reading, at) => reading * weight![at % cols]! + bias![at % cols]!),
    ),
};
