import { add, gelu, matmul } from "@exampledon/compute";
import { type IntegerField, integer, type Matrix, matrix, multiply } from "@exampledon/core";
import { geluOf } from "./gelu-of.ts";
import type { ImportanceFunction } from "./importance-function.ts";

const params: { readonly sharedHidden: IntegerField } = {
  sharedHidden: integer({
    label: "hidden units per site",
    doc: "Hidden units of the importance function that all components of a site share.",
    unit: "units",
    default: 64,
    min: 1,
    max: 65_536,
  }),
};

/** `gelu(a · in + inBias) · out + outBias` of all that the site reads: components see one another. */
export const sharedMlp: ImportanceFunction<typeof params> = {
  title: "one MLP on all that the site reads",
  params,
  arrays: ({ inputs, components, rng }, { sharedHidden: hidden }) => {
    const normal = (count: number, deviation: number): Float32Array =>
      Float32Array.from({ length: count }, () => rng.normal(0, deviation));
    return {
      in: { shape: [inputs, hidden], data: normal(inputs * hidden, Math.sqrt(2 / inputs)) },
      inBias: { shape: [hidden], data: new Float32Array(hidden) },
      out: { shape: [hidden, components], data: normal(hidden * components, 1 / Math.sqrt(hidden)) },
      outBias: { shape: [components], data: new Float32Array(components) },
    };
  },
  gate: ({ in: inner, inBias, out, outBias }, { a }) =>
    add(matmul(gelu(add(matmul(a, inner!), inBias!)), out!), outBias!),
  evaluate: ({ in: inner, inBias, out, outBias }, { a }) => {
    const hidden = inBias!.length;
    const first = plus(multiply(a, matrix(a.cols, hidden, inner!)), inBias!);
    return plus(multiply({ ...first, data: first.data.map(geluOf) }, matrix(hidden, outBias!.length, out!)), outBias!);
  },
};

function plus({ rows, cols, data }: Matrix, row: Float32Array): Matrix {
  return matrix(
    rows,
    cols,
    data.map((value, at) => value + row[at % cols]!),
  );
}
