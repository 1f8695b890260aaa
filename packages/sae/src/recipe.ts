import type { Shape } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { TrainedForm } from "./export-decomposition.ts";
import type { Loss, LossInput } from "./loss.ts";
import type { ReviveInput } from "./revive.ts";
import type { Setting } from "./setting.ts";
import type { StandardWeight, WeightSpec, WeightsOf } from "./weights.ts";

/** A number or array that steps update without training it. */
export interface StateSpec {
  readonly shape: Shape;
  /** What every entry starts at. */
  readonly initial: number;
}

/** What distinguishes one trained autoencoder from another; the trainer does the rest. Most take `standardWeights`. */
export interface Recipe<P, W extends string = StandardWeight> {
  /** Id of the method. */
  readonly id: string;
  /** Refuses parameters that do not go together or with the source. @throws `bad-param` */
  check?(params: P, setting: Setting): void;
  /** Its arrays, in a fixed order. */
  weights(params: P, setting: Setting): WeightsOf<W, WeightSpec>;
  /** Their first values; `rng` is a stream of its own. */
  initial(rng: Rng, params: P, setting: Setting): WeightsOf<W, Float32Array>;
  /** What its steps update without training it: averages, schedules that depend on the data. Default nothing. */
  state?(params: P, setting: Setting): Readonly<Record<string, StateSpec>>;
  /** Whether the loss asks which latents are dead. */
  needsDead(params: P): boolean;
  loss(input: LossInput<W>, params: P): Loss;
  /** Points dead latents elsewhere, changing the arrays in place; returns those that it changed. */
  revive(input: ReviveInput<W>, params: P): readonly number[];
  /** The trained arrays as those of a linear encoder and decoder. */
  exported(trained: TrainedNumbers<W>, params: P, setting: Setting): TrainedForm;
}

/** The numbers of a trained autoencoder. */
export interface TrainedNumbers<W extends string = StandardWeight> {
  readonly weights: WeightsOf<W, Float32Array>;
  readonly state: Readonly<Record<string, Float32Array>>;
  /** Steps done. */
  readonly step: number;
}
