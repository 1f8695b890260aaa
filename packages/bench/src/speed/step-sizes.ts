import type { NetworkSize } from "./network-size.ts";

/** Batches that are taken in turn. */
export const BATCHES = 8;
/** Samples of the single step that makes the first state: what it is made of does not matter. */
export const FIRST_BATCH = 8;
/** Long enough that no run reaches the decay of the learning rate. */
export const STEPS = 1_000_000;

/** Sizes of a step. */
export interface StepSizes {
  readonly method: string;
  readonly batch: number;
  readonly dim: number;
  /** Latents of a dictionary, or components of a network. */
  readonly latents: number;
  /** Of methods that have one. Default 32. */
  readonly k?: number;
  /** What is decomposed, where that is a network. */
  readonly network?: NetworkSize;
}
