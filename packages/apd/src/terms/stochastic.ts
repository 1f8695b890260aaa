import { type IntegerField, integer, type NumberField } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import type { SpdStep } from "../spd-step.ts";
import { masksOf } from "./masks-of.ts";
import { meanOf, termWeight } from "./weighted.ts";

/** How many masks each stochastic term draws for a batch. */
export const samplesParam: { readonly samples: IntegerField } = {
  samples: integer({
    label: "mask samples",
    doc: "Masks drawn for each batch and stochastic term.",
    unit: "masks",
    default: 1,
    min: 1,
    max: 100,
  }),
};

const params: { readonly stochastic: NumberField; readonly samples: IntegerField } = {
  stochastic: termWeight("Weight of the error with all sites masked at random between importance and 1.", 1),
  ...samplesParam,
};

/**
 * Squared error of the outputs with every component masked at random between its importance and 1.
 * @see https://arxiv.org/abs/2506.20790 equation 8
 */
export const stochastic: LossTerm<SpdStep, typeof params> = {
  title: "stochastic reconstruction",
  params,
  weight: (values) => values.stochastic,
  loss: (step, { samples }, { rng }) =>
    meanOf(Array.from({ length: samples }, () => step.error(step.outputs(masksOf(step, rng))))),
};
