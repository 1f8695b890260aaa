import { add, mul, pow, reshape, sum } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import type { ApdStep } from "../apd-step.ts";
import type { LossTerm } from "../loss-term.ts";
import { termWeight } from "./weighted.ts";

/** Added to squared singular values: the gradient of a power below 1 is infinite at 0. */
const EPSILON = 1e-16;

const params: { readonly simplicity: NumberField; readonly schattenPower: NumberField } = {
  simplicity: termWeight("Weight of the rank of the components that do most, as a Schatten norm.", 1),
  schattenPower: number({
    label: "Schatten power",
    doc: "Power that singular values are raised to; the lower, the more it counts them.",
    default: 1,
    min: 0.05,
    max: 2,
  }),
};

/**
 * `Σ_sites Σ_b Σ_c Σ_k (mask_bc λ_ck + 1e-16)^(p/2) / (N · batch)`, λ_ck the k-th squared singular value of component
 * c, or where it is a product of factors the squared product of the lengths of the k-th ones: together an upper bound of
 * its Schatten norm that is tight where factors are orthogonal.
 * @see https://arxiv.org/abs/2501.14926 equation 7
 */
export const simplicity: LossTerm<ApdStep, typeof params> = {
  title: "simplicity",
  params,
  weight: (values) => values.simplicity,
  loss: (step, { schattenPower }) => {
    const { batch, components, weightCount } = step;
    const mask = reshape(step.mask(), [batch, components, 1]);
    const parts = step.sites.map((site) => {
      const sizes = site.squaredSizes();
      return sum(pow(add(mul(mask, reshape(sizes, [1, ...sizes.shape])), EPSILON), schattenPower / 2));
    });
    return mul(
      parts.reduce((total, part) => add(total, part)),
      1 / (weightCount * batch),
    );
  },
};
