import { binomial } from "./binomial.ts";
import { uniform } from "./uniform.ts";

/** The mask sources of SPD, by the name that selects them. */
export const maskSources: { readonly uniform: typeof uniform; readonly binomial: typeof binomial } = {
  uniform,
  binomial,
};
