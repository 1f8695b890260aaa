import { readFileSync } from "node:fs";
import { add, type Node, relu, type TargetNetwork } from "@exampledon/compute";
import { type Matrix, matrix, transpose } from "@exampledon/core";
import type { NamedArray } from "../src/loss-term.ts";

/** A tensor as the fixtures hold it. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
export type FixtureArrays = Readonly<Record<string, FixtureTensor>>;

/** Numbers computed with PyTorch in float64 from float32 inputs; see `fixtures/README.md`. */
export interface Fixture {
  readonly model: "tms" | "mlp";
  readonly hyperparameters: {
    readonly C: number;
    readonly coefficients: Readonly<Record<string, number>>;
    readonly gate: "linear" | "mlp" | "shared-mlp";
    readonly lower_sigmoid: "leaky_hard" | "lower_leaky_hard";
    readonly frequency_beta: number;
    readonly mask_samples: number;
    readonly topk: number;
    readonly schatten_p: number;
    readonly lp_sparsity_p: number;
  };
  readonly target_parameters: FixtureArrays;
  readonly input: FixtureTensor;
  readonly uniform: FixtureArrays;
  readonly uniform_delta: FixtureArrays;
  readonly parameters: FixtureArrays;
  readonly component_parameters: FixtureArrays;
  readonly forward: Readonly<Record<string, FixtureTensor & FixtureArrays>>;
  readonly terms: Readonly<Record<string, number>>;
  readonly gradients_by_term: Readonly<Record<string, FixtureArrays>>;
  readonly total: number;
  readonly total_gradients: FixtureArrays;
  readonly training: {
    readonly losses: readonly number[];
    readonly parameters_after: Readonly<Record<"1" | "10", FixtureArrays>>;
  };
}

/** Reads `fixtures/<name>.json`. */
export function loadFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as Fixture;
}

/** A fixture tensor with two axes as a matrix. */
export function matrixOf({ shape, data }: FixtureTensor): Matrix {
  return matrix(shape[0]!, shape[1]!, Float32Array.from(data));
}

/** The network of a fixture. */
export function networkOf({ model, target_parameters: given }: Fixture): TargetNetwork {
  const bias = (x: Node, name: string): Node => {
    const { data } = given[name]!;
    return add(x, x.tape.constant(x.tape.backend.upload(Float32Array.from(data), [data.length])));
  };
  if (model === "tms") {
    const weights = matrixOf(given.W!);
    return {
      inputs: weights.rows,
      outputs: weights.rows,
      sites: [
        { name: "linear1", weights },
        { name: "linear2", weights: transpose(weights), transposeOf: "linear1" },
      ],
      forward: (x, linear) => relu(bias(linear("linear2", linear("linear1", x)), "b")),
    };
  }
  const [first, second] = [matrixOf(given.W_in!), matrixOf(given.W_out!)];
  return {
    inputs: first.rows,
    outputs: second.cols,
    sites: [
      { name: "mlp_in", weights: first },
      { name: "mlp_out", weights: second },
    ],
    forward: (x, linear) => bias(linear("mlp_out", relu(bias(linear("mlp_in", x), "b_in"))), "b_out"),
  };
}

const GATE_NAMES: Readonly<Record<string, string>> = {
  weight: "weight",
  bias: "bias",
  mlp_in: "in",
  in_bias: "inBias",
  mlp_out: "out",
  out_bias: "outBias",
  W1: "in",
  b1: "inBias",
  W2: "out",
  b2: "outBias",
};

/** SPD parameters of a fixture under our names: read vectors are rows. */
export function spdArrays(model: Fixture["model"], parameters: FixtureArrays): Record<string, NamedArray> {
  const out: Record<string, NamedArray> = {};
  for (const [name, tensor] of Object.entries(parameters)) {
    const [kind, site = "linear1", weight] = name.split(".");
    if (model === "tms" && kind !== "gate" && site !== "linear1") throw new Error(`unexpected ${name}`);
    if (kind === "V") {
      const { rows, cols, data } = transpose(matrixOf(tensor));
      out[`read.${site}`] = { shape: [rows, cols], data };
    } else if (kind === "U") {
      out[`write.${site}`] = { shape: tensor.shape, data: Float32Array.from(tensor.data) };
    } else {
      out[`gate.${site}.${GATE_NAMES[weight!]}`] = { shape: tensor.shape, data: Float32Array.from(tensor.data) };
    }
  }
  return out;
}

/**
 * APD parameters of a fixture under our names: the factors of all components below one another, `A` transposed, or whole
 * components.
 */
export function apdArrays({ model, component_parameters }: Fixture, parameters: FixtureArrays = component_parameters) {
  const out: Record<string, NamedArray> = {};
  const sites: Readonly<Record<string, string>> = { in: "mlp_in", out: "mlp_out" };
  for (const [name, tensor] of Object.entries(parameters)) {
    const [kind, suffix = ""] = name.split("_");
    const site = model === "tms" ? "linear1" : sites[suffix]!;
    const [components, rows, cols] = tensor.shape as [number, number, number];
    if (kind === "A") {
      const data = new Float32Array(tensor.data.length);
      for (let c = 0; c < components; c++) {
        for (let i = 0; i < rows; i++) {
          for (let k = 0; k < cols; k++) data[(c * cols + k) * rows + i] = tensor.data[(c * rows + i) * cols + k]!;
        }
      }
      out[`read.${site}`] = { shape: [components * cols, rows], data };
      continue;
    }
    out[`write.${site}`] = { shape: [components * rows, cols], data: Float32Array.from(tensor.data) };
  }
  return out;
}

/** `max |a − b| / max |b|` over the whole tensor; where all of b is 0, `max |a|`. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    size = Math.max(size, Math.abs(b[i]!));
  }
  return size > 0 ? difference / size : difference;
}
