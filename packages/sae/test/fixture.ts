import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";

/** A tensor as the fixtures hold it. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
/** Tensors under their names in Python. */
export type FixtureTensors = Readonly<Record<string, FixtureTensor>>;

/** Numbers computed with PyTorch in float64 from float32 inputs; see `fixtures/README.md`. */
export interface Fixture {
  readonly hyperparameters: {
    readonly d_in: number;
    readonly d_sae: number;
    readonly lr: number;
    readonly clip_grad_norm: number | null;
  } & Readonly<Record<string, unknown>>;
  readonly batches: readonly (FixtureTensor | FixtureTensors)[];
  readonly initial_parameters: FixtureTensors;
  readonly dead_latents: FixtureTensor | null;
  readonly first_batch: {
    readonly forward: FixtureTensors;
    readonly loss: number;
    readonly terms: Readonly<Record<string, number>>;
    readonly gradients: FixtureTensors;
  };
  readonly training: {
    readonly losses: readonly number[];
    readonly terms: Readonly<Record<string, readonly number[]>>;
    readonly parameters_after: Readonly<Record<string, FixtureTensors>>;
    readonly state_after_step?: Readonly<Record<string, readonly number[]>>;
    readonly used_gradients_step_0?: FixtureTensors;
    readonly gradient_norm_before_clip?: readonly number[];
  };
  readonly inference_after_50?: {
    readonly parameters: FixtureTensors;
    readonly codes: FixtureTensor;
    readonly reconstruction: FixtureTensor;
  };
}

const OUR_NAMES: Readonly<Record<string, string>> = {
  W_enc: "encoder",
  b_enc: "encoderBias",
  W_dec: "decoder",
  b_dec: "decoderBias",
  threshold: "threshold",
  log_threshold: "threshold",
  b_gate: "gateBias",
  b_mag: "magnitudeBias",
  r_mag: "magnitudeScale",
  W_skip: "skip",
};

/** Reads `fixtures/<name>.json`. */
export function loadFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as Fixture;
}

/** The fixture's arrays under our names. */
export function arraysOf(tensors: FixtureTensors | undefined): Readonly<Record<string, Float32Array>> {
  return Object.fromEntries(
    Object.entries(tensors ?? {}).map(([name, { data }]) => {
      const ours = OUR_NAMES[name];
      if (!ours) throw new Error(`no name for ${name}`);
      return [ours, Float32Array.from(data)];
    }),
  );
}

/** A number among the hyperparameters. */
export function numberOf({ hyperparameters }: Fixture, name: string): number {
  const value = hyperparameters[name];
  if (typeof value !== "number") throw new Error(`${name} is no number`);
  return value;
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
