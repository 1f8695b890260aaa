import { parameterMethods } from "@exampledon/apd";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { apdOracle } from "./apd-oracle.ts";
import { neurons } from "./baselines/neurons.ts";
import { singularVectors } from "./baselines/singular-vectors.ts";

/** The methods that rows of the board can name: those of the package, APD told the truth, and what takes no learning. */
export const parameterBoardMethods: readonly ParameterDecomposerDefinition[] = [
  ...parameterMethods,
  apdOracle,
  singularVectors,
  neurons,
];
