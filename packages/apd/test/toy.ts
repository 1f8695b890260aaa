import { add, type Node, relu, type TargetNetwork } from "@exampledon/compute";
import { matrix, type Rng } from "@exampledon/core";
import type { ParameterInput } from "@exampledon/decomposer";

/** `relu(x W + b)` with as many inputs as outputs and a mechanism for each output: the identity, thresholded. */
export function identityReadout(width: number, threshold = 0.2): TargetNetwork {
  const weights = matrix(width, width);
  for (let i = 0; i < width; i++) weights.data[i * (width + 1)] = 1;
  return readout(weights, threshold);
}

/** `relu(x W − threshold)`, one site. */
export function readout(weights: ReturnType<typeof matrix>, threshold: number): TargetNetwork {
  return {
    inputs: weights.rows,
    outputs: weights.cols,
    sites: [{ name: "readout", weights }],
    forward: (x, linear) => relu(shifted(linear("readout", x), -threshold)),
  };
}

/** Two sites: `relu(x W₁) W₂`. */
export function twoLayers(): TargetNetwork {
  const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin(3 * i + 1));
  const [first, second] = [matrix(3, 4, numbers(12)), matrix(4, 2, numbers(8))];
  return {
    inputs: 3,
    outputs: 2,
    sites: [
      { name: "first", weights: first },
      { name: "second", weights: second },
    ],
    forward: (x, linear) => linear("second", relu(linear("first", x))),
  };
}

/** One input at a time, of strength between ½ and 1. */
export function oneHotInput(network: TargetNetwork): ParameterInput {
  return {
    kind: "parameters",
    network,
    source: {
      dim: network.inputs,
      sample: (rng: Rng, batch) => {
        const out = matrix(batch, network.inputs);
        for (let i = 0; i < batch; i++) out.data[i * out.cols + rng.integer(out.cols)] = rng.uniform(0.5, 1);
        return out;
      },
    },
  };
}

function shifted(x: Node, by: number): Node {
  return add(x, by);
}
