import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { apd } from "./apd.ts";
import { spd, spdOracle } from "./spd.ts";

/** Every method of this package, for lists to choose from. */
export const parameterMethods: readonly ParameterDecomposerDefinition[] = [
  apd as never,
  spd as never,
  spdOracle as never,
];
