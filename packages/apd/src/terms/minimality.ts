import type { NumberField } from "@exampledon/core";
import type { ApdStep } from "../apd-step.ts";
import type { LossTerm } from "../loss-term.ts";
import { termWeight } from "./weighted.ts";

const params: { readonly minimality: NumberField } = {
  minimality: termWeight("Weight of the error of the outputs with only the components that do most.", 1),
};

/** Squared error of the outputs with only the components that do most: few suffice. */
export const minimality: LossTerm<ApdStep, typeof params> = {
  title: "minimality",
  params,
  weight: (values) => values.minimality,
  loss: (step) => step.error(step.maskedOutputs()),
};
