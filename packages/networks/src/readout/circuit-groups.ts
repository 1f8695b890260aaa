import type { ReadoutParams } from "./params.ts";
import type { Response } from "./response.ts";

/** Circuits of one kind: a run of outputs. */
export interface CircuitGroup {
  readonly name: string;
  readonly singular: string;
  readonly first: number;
  readonly count: number;
  readonly response: Response;
}

/** The two groups in the order of the outputs. */
export function circuitGroups(params: ReadoutParams): readonly [CircuitGroup, CircuitGroup] {
  const { animals, attributes, animalResponse, attributeResponse } = params;
  return [
    { name: "animals", singular: "animal", first: 0, count: animals, response: animalResponse },
    { name: "attributes", singular: "attribute", first: animals, count: attributes, response: attributeResponse },
  ];
}
