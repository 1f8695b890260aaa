import { add, matmul, relu } from "@exampledon/compute";
import {
  assertCols,
  assertFinite,
  type Matrix,
  matrix,
  multiply,
  parseParams,
  type Rng,
  rowOf,
  transpose,
} from "@exampledon/core";
import type { KnownNetwork } from "../known-network.ts";
import type { Mechanism } from "../mechanism.ts";
import { axis, rankOnePart } from "../rank-one.ts";
import { checkStrengths, readoutDirections } from "./directions.ts";
import { neuronGroups } from "./neuron-groups.ts";
import { type ReadoutSource, readoutSource } from "./readout-source.ts";
import { type SuperposedReadoutParams, superposedReadoutParams } from "./superposed-params.ts";

/** Circuits on animals that share their neurons. */
export interface SuperposedReadout extends KnownNetwork {
  readonly source: ReadoutSource;
  /** Which neurons each circuit uses, `[animals × neurons]` of 0 and 1. */
  readonly groups: Matrix;
}

/**
 * Circuits spread over fewer neurons than there are circuits: `h = relu(a Σ_i f_i ⊗ u_i)` with `u_i` the neurons of animal
 * i, `y_i = relu(Σ_{n of i} h_n − (spread − ½) · level)`. No neuron is a circuit, yet the weights are a sum of one rank-one
 * matrix per animal. Interference makes circuits err now and then; `fires` is what they answer, errors included.
 * @param rng names `table`, `attributes` and `neurons` are split off it; it is not drawn from
 * @throws `bad-param`
 */
export function superposedReadout(rng: Rng, values: Partial<SuperposedReadoutParams> = {}): SuperposedReadout {
  const where = "superposedReadout";
  const params = parseParams(where, superposedReadoutParams, values);
  const { animals: count, neurons, spread, level, strengthLow, strengthHigh } = params;
  checkStrengths(where, strengthLow, strengthHigh);
  const directions = readoutDirections(rng, { ...params, table: "sign" });
  const groups = neuronGroups(rng.split("neurons"), count, neurons, spread);
  const hidden = multiply(directions.animals, groups, { transposeA: true });
  const output = transpose(groups);
  const bias = new Float32Array(count).fill(-(spread - 0.5) * level);
  const dim = hidden.rows;
  const both = params.sites === "both";
  const mechanisms = Array.from({ length: count }, (_, i): Mechanism => {
    const [read, own] = [rowOf(directions.animals, i), rowOf(groups, i)];
    return {
      name: `animal ${i}`,
      group: "animals",
      parts: [rankOnePart("hidden", read, own), ...(both ? [rankOnePart("output", own, axis(count, i))] : [])],
      threshold: ((spread - 0.5) * level) / spread,
      probe: read.map((value) => (value * (strengthLow + strengthHigh)) / 2),
    };
  });
  const check = (inputs: Matrix): void => {
    assertCols(where, inputs, dim);
    assertFinite(where, inputs);
  };
  return {
    inputs: dim,
    outputs: count,
    sites: [{ name: "hidden", weights: hidden }, ...(both ? [{ name: "output", weights: output }] : [])],
    forward: (x, linear) => {
      const { backend } = x.tape;
      const upload = (data: Float32Array, rows: number) =>
        x.tape.constant(backend.upload(data, [rows, data.length / rows]));
      const h = relu(linear("hidden", x));
      return relu(add(both ? linear("output", h) : matmul(h, upload(output.data, neurons)), upload(bias, 1)));
    },
    source: readoutSource(where, directions, params),
    groups,
    mechanisms,
    readings: (inputs) => {
      check(inputs);
      return multiply(inputs, directions.animals, { transposeB: true });
    },
    fires: (inputs) => {
      check(inputs);
      const h = multiply(inputs, hidden);
      const sums = multiply(
        matrix(
          h.rows,
          h.cols,
          h.data.map((value) => Math.max(0, value)),
        ),
        output,
      );
      return matrix(
        sums.rows,
        sums.cols,
        sums.data.map((sum, at) => Number(sum + bias[at % count]! > 0)),
      );
    },
  };
}
