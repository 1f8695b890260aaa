import type { Checkpoint, DecompositionJson } from "@exampledon/decomposer";

/** How far one fit has come: a state to resume from, or its result. */
export type SavedFit = { readonly checkpoint: Checkpoint } | { readonly decomposition: DecompositionJson };

/** What the fits of a run have reached, so that a run that broke off can go on, also on another backend. */
export interface FitStore {
  get(fit: string): SavedFit | undefined;
  set(fit: string, saved: SavedFit): void;
}

/** A store in memory. */
export function createFitStore(): FitStore {
  return new Map<string, SavedFit>();
}
