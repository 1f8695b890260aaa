import { defineSpd, type LossTerm, type SpdStep, spdParts } from "@exampledon/apd";
import { add, mul, sub, sum } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";

const params: { readonly decided: NumberField } = {
  decided: number({ doc: "Weight of importances that are neither 0 nor 1.", default: 1e-3, min: 0, max: 10 }),
};

/** `Σ_sites mean_b Σ_c g (1 − g)`: a component matters on an input, or it does not. */
export const decided: LossTerm<SpdStep, typeof params> = {
  title: "undecided importances",
  params,
  weight: (values) => values.decided,
  loss: ({ sites, batch }) =>
    sites
      .map(({ lower }) => mul(sum(mul(lower(), sub(1, lower()))), 1 / batch))
      .reduce((total, each) => add(total, each)),
};

/** SPD with one more term. */
export const decidedSpd = defineSpd({
  id: "mine/spd-decided",
  title: "Decided SPD",
  summary: "SPD whose importances are drawn to 0 and 1.",
  references: [],
  parts: { ...spdParts, terms: { ...spdParts.terms, decided } },
});
