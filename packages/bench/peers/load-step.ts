import { readArrays } from "../src/speed/arrays-file.ts";
import type { StepTask } from "../src/speed/protocol.ts";

/** One array of a step's state. */
export interface StepArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Numbers of one Adam step; the corrections are 1 − β₁ᵗ and 1 − β₂ᵗ. */
export interface AdamNumbers {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly correction1: number;
  readonly correction2: number;
}

/** What a program for `sae/l1` needs. */
export interface LoadedStep {
  readonly weights: Readonly<Record<string, StepArray>>;
  readonly batches: readonly Float32Array[];
  readonly coefficient: number;
  readonly clip: number;
  /** Numbers of the t-th step, from 1. */
  adam(t: number): AdamNumbers;
}

/** Reads a step's files. Throws when its parameters are not those that the programs here are written for. */
export function loadStep({ state, data, params, batch, dim, latents }: StepTask): LoadedStep {
  const assumed = { decoderNorm: "free", lossReduction: "sum", inputScale: "none", trainDecoderBias: true, warmup: 0 };
  for (const [name, value] of Object.entries(assumed)) {
    if (name in params && params[name] !== value) throw new Error(`its program is not for ${name} = ${params[name]}`);
  }
  const arrays = readArrays(state);
  const shapes: Readonly<Record<string, readonly number[]>> = { encoder: [dim, latents], decoder: [latents, dim] };
  const names = Object.keys(arrays).flatMap((name) => (name.startsWith("weights/") ? [name.slice(8)] : []));
  const all = readArrays(data).batches!.data;
  const size = batch * dim;
  const [learningRate, beta1, beta2] = [params.learningRate, params.beta1, params.beta2].map(Number) as [
    number,
    number,
    number,
  ];
  return {
    weights: Object.fromEntries(
      names.map((name) => {
        const { data: values, shape } = arrays[`weights/${name}`]!;
        const moments = { first: arrays[`first/${name}`]!.data, second: arrays[`second/${name}`]!.data };
        return [name, { shape: shapes[name] ?? shape, data: values, ...moments }];
      }),
    ),
    batches: Array.from({ length: all.length / size }, (_, i) => all.slice(i * size, (i + 1) * size)),
    coefficient: Number(params.l1Coefficient),
    clip: Number(params.clip),
    adam: (t) => ({
      ...{ learningRate, beta1, beta2, epsilon: 1e-8 },
      correction1: 1 - beta1 ** t,
      correction2: 1 - beta2 ** t,
    }),
  };
}
