import { rowOf } from "@exampledon/core";
import { circuitGroups } from "./circuit-groups.ts";
import type { Directions } from "./directions.ts";
import type { ReadoutParams } from "./params.ts";
import type { Response } from "./response.ts";

/** A circuit as it is meant: `respond(gain · read · a + offset)`. */
interface MeantCircuit {
  readonly read: Float32Array;
  readonly gain: number;
  readonly offset: number;
  readonly response: Response;
}

/** The circuits in the order of the outputs: animals at gain 2, attributes at gain √dim. */
export function handBuilt(params: ReadoutParams, directions: Directions): readonly MeantCircuit[] {
  return circuitGroups(params).flatMap(({ name, count, response }) => {
    const animals = name === "animals";
    const gain = animals ? 2 : Math.sqrt(params.attributes);
    const threshold = animals ? gain * params.theta : params.attributeThreshold;
    return Array.from({ length: count }, (_, i) => ({
      read: rowOf(animals ? directions.animals : directions.attributes, i),
      gain,
      offset: response === "thresholded" ? -threshold : 0,
      response,
    }));
  });
}
