import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";
import { mapWeights, type Weights } from "../src/weights.ts";

/** A tensor as the fixtures hold it. */
interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type FixtureWeights = Readonly<Record<"W_enc" | "b_enc" | "W_dec" | "b_dec", FixtureTensor>>;

/** Numbers computed with PyTorch in float64 from float32 inputs; see `fixtures/README.md`. */
export interface Fixture {
  readonly hyperparameters: {
    readonly d_in: number;
    readonly d_sae: number;
    readonly lr: number;
    readonly clip_grad_norm: number | null;
    readonly l1_coefficient: number;
    readonly k: number;
    readonly aux_loss_coefficient: number;
  };
  readonly batches: readonly FixtureTensor[];
  readonly initial_parameters: FixtureWeights;
  readonly dead_latents: FixtureTensor | null;
  readonly first_batch: {
    readonly forward: Readonly<Record<"pre_activations" | "codes" | "reconstruction", FixtureTensor>>;
    readonly loss: number;
    readonly terms: Readonly<Record<string, number>>;
    readonly gradients: FixtureWeights;
  };
  readonly training: {
    readonly losses: readonly number[];
    readonly terms: Readonly<Record<string, readonly number[]>>;
    readonly parameters_after: Readonly<Record<"1" | "10" | "50", FixtureWeights>>;
    readonly used_gradients_step_0?: FixtureWeights;
    readonly gradient_norm_before_clip?: readonly number[];
  };
}

/** Reads `fixtures/<name>.json`. */
export function loadFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as Fixture;
}

/** The fixture's weights under our names. */
export function weightsOf({ W_enc, b_enc, W_dec, b_dec }: FixtureWeights): Weights<Float32Array> {
  const named = { encoder: W_enc, encoderBias: b_enc, decoder: W_dec, decoderBias: b_dec };
  return mapWeights(named, ({ data }) => Float32Array.from(data));
}

/** A fixture tensor with two axes as a matrix. */
export function matrixOf({ shape, data }: FixtureTensor): Matrix {
  return matrix(shape[0]!, shape[1]!, Float32Array.from(data));
}

/** Indices of the entries that are not 0. */
export function nonZeros({ data }: FixtureTensor): readonly number[] {
  return data.flatMap((value, i) => (value === 0 ? [] : [i]));
}

/** `max |a − b| / max |b|` over the whole tensor. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    size = Math.max(size, Math.abs(b[i]!));
  }
  return difference / size;
}
