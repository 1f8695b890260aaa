import { powerTotals } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import { annealed, type Penalty } from "./penalty.ts";

const params: { readonly powerStart: NumberField; readonly powerEnd: NumberField } = {
  powerStart: number({
    label: "p at the start",
    doc: "Power that importances are raised to, at the start.",
    default: 1,
    min: 0.05,
    max: 4,
  }),
  powerEnd: number({ label: "p at the end", doc: "The same at the end.", default: 1, min: 0.05, max: 4 }),
};

/**
 * `(g + 1e-12)^p`: the penalty of the SPD paper.
 * @see https://arxiv.org/abs/2506.20790 section 2.4
 */
export const power: Penalty<typeof params> = {
  title: "L_p",
  params,
  totals: (gate, progress, { powerStart, powerEnd }) =>
    powerTotals(gate, { exponent: annealed(powerStart, powerEnd, progress, 1) }),
};
