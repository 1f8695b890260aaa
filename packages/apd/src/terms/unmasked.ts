import type { NumberField } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import type { SpdStep } from "../spd-step.ts";
import { termWeight } from "./weighted.ts";

const params: { readonly unmasked: NumberField } = {
  unmasked: termWeight("Weight of the error with every component fully on.", 0),
};

/** Squared error of the outputs with every component fully on. */
export const unmasked: LossTerm<SpdStep, typeof params> = {
  title: "reconstruction from all components",
  params,
  weight: (values) => values.unmasked,
  loss: (step) =>
    step.error(step.outputs(Object.fromEntries(step.sites.map(({ name }) => [name, { apply: (h) => h }])))),
};
