import type { TargetNetwork } from "@exampledon/compute";

/** What an autoencoder is fitted to, besides the samples. */
export interface Setting {
  /** Width of an activation. */
  readonly dim: number;
  /** Sizes of the parts that an activation is joined from; one part when the source does not say. */
  readonly parts: readonly number[];
  /** The network that reads the activations, for methods tagged `usesNetwork`. */
  readonly network?: TargetNetwork | undefined;
}
