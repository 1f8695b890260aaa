import type { IntegerField, NumberField } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import type { SpdStep } from "../spd-step.ts";
import { samplesParam } from "./stochastic.ts";
import { meanOf, termWeight } from "./weighted.ts";

const params: { readonly subset: NumberField; readonly samples: IntegerField } = {
  subset: termWeight("Weight of the error with a random subset of sites masked, another for each sample.", 0),
  ...samplesParam,
};

/**
 * Squared error of the outputs where, for each sample, k sites go through masked components and the others through the
 * weights, k uniform in 1 … sites: what `layerwise` and `stochastic` are the ends of, in one pass.
 */
export const subset: LossTerm<SpdStep, typeof params> = {
  title: "stochastic reconstruction of a subset of sites",
  params,
  weight: (values) => values.subset,
  loss: (step, { samples }, { rng }) =>
    meanOf(
      Array.from({ length: samples }, () => {
        const { sites, batch, tape } = step;
        const routes = sites.map(() => new Float32Array(batch));
        for (let i = 0; i < batch; i++) {
          for (const site of rng.choose(sites.length, 1 + rng.integer(sites.length))) routes[site]![i] = 1;
        }
        const masks = sites.map((site, s) => {
          const route = tape.constant(tape.backend.upload(routes[s]!, [batch, 1]));
          return [site.name, { ...step.draw(rng, site), route }] as const;
        });
        return step.error(step.outputs(Object.fromEntries(masks)));
      }),
    ),
};
