import { matrix, parseParams, type Rng } from "@exampledon/core";
import { buildReadout, type ReadoutNetwork } from "./build-readout.ts";
import { checkStrengths, readoutDirections } from "./directions.ts";
import { handBuilt } from "./hand-built.ts";
import { type ReadoutParams, readoutParams } from "./params.ts";

/**
 * A layer of circuits built by hand, one for each of many animals and of few attributes, on the one activation that is a
 * sum of either. By default `y = relu(2 f · a − 2 theta)` for animals and `relu(√dim f' · a − attributeThreshold)` for
 * attributes; a linear or absolute circuit has no threshold.
 * @param rng names `table` and `attributes` are split off it; it is not drawn from
 * @throws `bad-param`
 */
export function readoutNetwork(rng: Rng, values: Partial<ReadoutParams> = {}): ReadoutNetwork {
  const where = "readoutNetwork";
  const params = parseParams(where, readoutParams, values);
  checkStrengths(where, params.strengthLow, params.strengthHigh);
  const directions = readoutDirections(rng, params);
  const circuits = handBuilt(params, directions);
  const weights = matrix(directions.animals.cols, circuits.length);
  const bias = matrix(1, circuits.length);
  circuits.forEach(({ read, gain, offset }, r) => {
    read.forEach((value, k) => {
      weights.data[k * circuits.length + r] = gain * value;
    });
    bias.data[r] = offset;
  });
  return buildReadout(where, params, directions, weights, bias);
}
