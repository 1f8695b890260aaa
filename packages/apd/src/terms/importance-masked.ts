import { mul } from "@exampledon/compute";
import type { NumberField } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import type { SpdStep } from "../spd-step.ts";
import { termWeight } from "./weighted.ts";

const params: { readonly importanceMasked: NumberField } = {
  importanceMasked: termWeight("Weight of the error with every component masked by its importance alone.", 0),
};

/** Squared error of the outputs with every component masked by its importance: nothing but what matters is left. */
export const importanceMasked: LossTerm<SpdStep, typeof params> = {
  title: "reconstruction from what is important",
  params,
  weight: (values) => values.importanceMasked,
  loss: (step) =>
    step.error(
      step.outputs(Object.fromEntries(step.sites.map(({ name, lower }) => [name, { apply: (h) => mul(h, lower()) }]))),
    ),
};
