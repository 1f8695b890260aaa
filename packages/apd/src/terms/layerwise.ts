import type { IntegerField, NumberField } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import type { SpdStep } from "../spd-step.ts";
import { samplesParam } from "./stochastic.ts";
import { meanOf, termWeight } from "./weighted.ts";

const params: { readonly layerwise: NumberField; readonly samples: IntegerField } = {
  layerwise: termWeight("Weight of the error with one site masked at random at a time, averaged over sites.", 0),
  ...samplesParam,
};

/**
 * Squared error of the outputs with one site masked at random and the others as they are, averaged over sites.
 * @see https://arxiv.org/abs/2506.20790 equation 9
 */
export const layerwise: LossTerm<SpdStep, typeof params> = {
  title: "stochastic reconstruction, site by site",
  params,
  weight: (values) => values.layerwise,
  loss: (step, { samples }, { rng }) =>
    meanOf(
      Array.from({ length: samples }, () =>
        step.sites.map((site) => step.error(step.outputs({ [site.name]: step.draw(rng, site) }))),
      ).flat(),
    ),
};
