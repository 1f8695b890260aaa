import { add, gelu, mul, reshape, sum } from "@exampledon/compute";
import { type IntegerField, integer, matrix } from "@exampledon/core";
import { geluOf } from "./gelu-of.ts";
import type { ImportanceFunction } from "./importance-function.ts";

const params: { readonly gateHidden: IntegerField } = {
  gateHidden: integer({
    label: "hidden units per component",
    doc: "Hidden units of each component's own importance function.",
    unit: "units",
    default: 16,
    min: 1,
    max: 1024,
  }),
};

/**
 * `Σ_j out_j gelu(in_j h + inBias_j) + outBias` of each component's own reading h.
 * @see https://arxiv.org/abs/2506.20790 section 2.3
 */
export const componentMlp: ImportanceFunction<typeof params> = {
  title: "an MLP on the component's own reading",
  params,
  arrays: ({ components, rng }, { gateHidden: hidden }) => {
    const normal = (deviation: number): Float32Array =>
      Float32Array.from({ length: components * hidden }, () => rng.normal(0, deviation));
    return {
      in: { shape: [components, hidden], data: normal(Math.SQRT2) },
      inBias: { shape: [components, hidden], data: new Float32Array(components * hidden) },
      out: { shape: [components, hidden], data: normal(1 / Math.sqrt(hidden)) },
      outBias: { shape: [components], data: new Float32Array(components) },
    };
  },
  gate: ({ in: inner, inBias, out, outBias }, { readings }) => {
    const h = readings();
    const hidden = gelu(add(mul(reshape(h, [...h.shape, 1]), inner!), inBias!));
    return add(sum(mul(hidden, out!), { axis: 2 }), outBias!);
  },
  evaluate: ({ in: inner, inBias, out, outBias }, { readings: { rows, cols, data } }) => {
    const hidden = inner!.length / cols;
    return matrix(
      rows,
      cols,
      data.map((reading, at) => {
        const c = at % cols;
        let total = outBias![c]!;
        for (let j = c * hidden; j < (c + 1) * hidden; j++)
          total += out![j]! * geluOf(inner![j]! * reading + inBias![j]!);
        return total;
      }),
    );
  },
};
