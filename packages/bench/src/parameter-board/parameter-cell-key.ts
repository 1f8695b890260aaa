import { canonicalJson } from "@exampledon/decomposer";
import type { ParameterCell } from "./contract.ts";

/**
 * Everything that decides what a cell finds, as text: equal keys, equal values on one backend.
 * @param inputsHash hash of the source that cells run
 */
export function parameterCellKey(cell: ParameterCell, inputsHash: string, backend: string): string {
  return canonicalJson({ ...cell, inputsHash, backend });
}
