import { abs, add, mul, pow, sum } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import type { ApdStep } from "../apd-step.ts";
import type { LossTerm } from "../loss-term.ts";
import { termWeight } from "./weighted.ts";

const EPSILON = 1e-16;

const params: { readonly attributionSparsity: NumberField; readonly attributionPower: NumberField } = {
  attributionSparsity: termWeight("Weight of an L_p penalty on attributions, instead of or beside the top k.", 0),
  attributionPower: number({
    label: "attribution power",
    doc: "p of that penalty.",
    default: 0.9,
    min: 0.05,
    max: 2,
  }),
};

/** `mean_b Σ_c (|A_c| / outputs + 1e-16)^(p/2)`: APD without a top k. */
export const attributionSparsity: LossTerm<ApdStep, typeof params> = {
  title: "sparsity of attributions",
  params,
  weight: (values) => values.attributionSparsity,
  loss: (step, { attributionPower }) => {
    const relative = add(mul(abs(step.scores()), 1 / step.outputWidth), EPSILON);
    return mul(sum(pow(relative, attributionPower / 2)), 1 / step.batch);
  },
};
