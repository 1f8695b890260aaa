import type { Node, Tensor } from "@exampledon/compute";
import type { Weights } from "./weights.ts";

/** What a loss is computed from. */
export interface LossInput {
  /** Activations `[batch × dim]`. */
  readonly x: Node;
  readonly weights: Weights<Node>;
  /** Indices `[dead latents]` of the latents that count as dead; left out when there are none. */
  readonly dead?: Tensor | undefined;
}

/** A loss and what the trainer needs beside it. */
export interface Loss {
  /** Weighted scalar terms; training minimises their sum. */
  readonly terms: Readonly<Record<string, Node>>;
  /** `[batch × dim]`. */
  readonly reconstruction: Node;
  /** Each latent's codes summed over the batch, `[latents]`: above 0 where it fired. */
  readonly usage: Node;
}
