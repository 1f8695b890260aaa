import type { Matrix, Rng } from "@exampledon/core";
import type { StandardWeight, WeightsOf } from "./weights.ts";

/** What dead latents are revived from. */
export interface ReviveInput<W extends string = StandardWeight> {
  /** To be changed in place. */
  readonly weights: WeightsOf<W, Float32Array>;
  /** Samples `[samples × dim]`, as the loss sees them. */
  readonly inputs: Matrix;
  /** What the autoencoder left over of each, `[samples × dim]`, or as wide as its target. */
  readonly residuals: Matrix;
  /** Indices of the latents that are dead. */
  readonly dead: readonly number[];
  readonly rng: Rng;
}
