import { type Matrix, matrix, multiply, type Rng, rowNorms } from "@exampledon/core";
import type { ParameterInput } from "@exampledon/decomposer";
import { type KnownNetwork, type ReadoutParams, readoutNetwork, superposedReadout } from "@exampledon/networks";
import { sitesOf } from "../parameters-hold-both/arms.ts";

/** One network of the table. */
export interface Level {
  /** Prefix of its values. */
  readonly key: "" | "superposed";
  readonly title: string;
  readonly network: KnownNetwork;
  /** How many components of each weight matrix SPD is given. */
  readonly sites: NonNullable<ParameterInput["sites"]>;
  /** What its neurons answer, in the order of the columns of its weights, `[samples × neurons]`. */
  neurons(inputs: Matrix): Matrix;
  /** What it answers, `[samples × outputs]`. */
  answers(inputs: Matrix): Matrix;
}

/** The superposed level: as many dimensions as keep three circuits per neuron apart, and fewer neurons than circuits. */
const SUPERPOSED = { attributes: 64, neuronsPerCircuit: 0.8, components: 4 };

/** The network in which every circuit is a neuron: animals and attributes read one activation. */
export function readoutLevel(rng: Rng, params: Partial<ReadoutParams> & SizeParams): Level {
  const network = readoutNetwork(rng, params);
  const gains = gainsOf(network);
  const answers = (inputs: Matrix): Matrix => {
    const [readings, fires] = [network.readings(inputs), network.fires(inputs)];
    const answer = (reading: number, at: number): number => {
      const r = at % readings.cols;
      return fires.data[at]! * gains[r]! * (reading - (network.mechanisms[r]!.threshold ?? 0));
    };
    return matrix(readings.rows, readings.cols, readings.data.map(answer));
  };
  return { key: "", title: "one neuron per circuit", network, sites: sitesOf(params), neurons: answers, answers };
}

interface SizeParams {
  readonly animals: number;
  readonly attributes: number;
}

/** The network in which circuits on animals share fewer neurons than there are circuits. */
export function superposedLevel(rng: Rng, animals: number): Level {
  const network = superposedReadout(rng, {
    animals,
    attributes: SUPERPOSED.attributes,
    neurons: Math.ceil(SUPERPOSED.neuronsPerCircuit * animals),
  });
  const weights = network.sites[0]!.weights;
  const gains = gainsOf(network);
  const neurons = (inputs: Matrix): Matrix => rectified(multiply(inputs, weights));
  return {
    key: "superposed",
    title: "fewer neurons than circuits",
    network,
    sites: { hidden: { components: SUPERPOSED.components * animals } },
    neurons,
    answers: (inputs) => {
      const sums = multiply(neurons(inputs), network.groups, { transposeB: true });
      // The square of a group's length is the number of its neurons, so this is how much of them a circuit wants.
      const wanted = network.mechanisms.map(({ threshold }, r) => threshold! * gains[r]! ** 2);
      return rectified(
        matrix(
          sums.rows,
          sums.cols,
          sums.data.map((sum, at) => sum - wanted[at % sums.cols]!),
        ),
      );
    },
  };
}

/** Lengths of what the mechanisms write. */
function gainsOf({ mechanisms }: KnownNetwork): number[] {
  return mechanisms.map(({ parts }) => rowNorms(parts[0]!.write)[0]!);
}

function rectified({ rows, cols, data }: Matrix): Matrix {
  return matrix(
    rows,
    cols,
    data.map((value) => Math.max(0, value)),
  );
}
