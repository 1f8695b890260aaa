import { mul, relu, sub, type TargetNetwork } from "@exampledon/compute";
import { type Matrix, transpose } from "@exampledon/core";

/** Reading from which a circuit answers, in lengths of a feature. */
const THRESHOLD = 0.5;

/**
 * A network that reads each feature by itself: `relu((f · x − ½) / ½)`, so 1 where the feature is there at magnitude 1, and 0
 * without it. @param features orthonormal, `[features × dim]`
 */
export function readerNetwork(features: Matrix): TargetNetwork {
  return {
    inputs: features.cols,
    outputs: features.rows,
    sites: [{ name: "readers", weights: transpose(features) }],
    forward: (x, linear) => relu(mul(sub(linear("readers", x), THRESHOLD), 1 / (1 - THRESHOLD))),
  };
}
