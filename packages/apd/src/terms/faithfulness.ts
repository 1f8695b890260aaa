import type { Node } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";

const params: { readonly faithfulness: NumberField } = {
  faithfulness: number({
    doc: "Weight of how far the components are from adding up to the weights, as mean squared error of a weight.",
    default: 1,
    min: 0,
    max: 1e9,
  }),
};

/** `Σ_sites ‖W − Σ_c P_c‖² / N`: the components add up to the weights. */
export const faithfulness: LossTerm<{ readonly faithfulness: () => Node }, typeof params> = {
  title: "faithfulness",
  params,
  weight: (values) => values.faithfulness,
  loss: (step) => step.faithfulness(),
};
