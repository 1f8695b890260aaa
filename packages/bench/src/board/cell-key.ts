import { canonicalJson } from "@exampledon/decomposer";
import type { BoardCell, BoardWorld } from "./contract.ts";

/** The family of a method: the part of its id before the slash. */
export function familyOf(method: string): string {
  return method.split("/")[0]!;
}

/**
 * Everything that decides what a cell finds, as text: equal keys, equal outcomes on one backend.
 * @param inputsHash hash of the source of the method's family
 */
export function cellKey(cell: BoardCell, world: BoardWorld, inputsHash: string, backend: string): string {
  return canonicalJson({ ...cell, worldParams: world.sizes[cell.size].params, inputsHash, backend });
}
