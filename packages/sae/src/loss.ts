import type { Node, Tensor } from "@exampledon/compute";
import type { Setting } from "./setting.ts";
import type { StandardWeight, WeightsOf } from "./weights.ts";

/** What a loss is computed from. */
export interface LossInput<W extends string = StandardWeight> {
  /** Activations `[batch × dim]`, scaled where the parameters ask for it. */
  readonly x: Node;
  readonly weights: WeightsOf<W, Node>;
  /** Indices `[dead latents]` of the latents that count as dead; left out when there are none. */
  readonly dead?: Tensor | undefined;
  /** What is updated by steps but not trained, by name: constants. */
  readonly state: Readonly<Record<string, Node>>;
  /** Steps done before this one, and of how many. */
  readonly step: number;
  readonly steps: number;
  readonly setting: Setting;
  /** What activations were multiplied by to become x. Default 1. */
  readonly scale?: number;
}

/** A loss and what the trainer needs beside it. */
export interface Loss {
  /** Weighted scalar terms; training minimises their sum. */
  readonly terms: Readonly<Record<string, Node>>;
  /** Codes `[batch × latents]`, 0 where a latent is silent. */
  readonly codes: Node;
  /** Each latent's codes summed over the batch, `[latents]`: above 0 where it fired. */
  readonly usage: Node;
  /** `[batch × dim]`, or as wide as `target`. */
  readonly reconstruction: Node;
  /** What is to be reconstructed. Default x. */
  readonly target?: Node | undefined;
  /** The next values of those entries of the state that change. */
  readonly state?: Readonly<Record<string, Tensor>> | undefined;
  /** Other scalars for reports, computed only when one is due. */
  readonly measures?: (() => Readonly<Record<string, Tensor>>) | undefined;
}
