import type { Matrix } from "@exampledon/core";
import { type ProximalGradientOptions, type ProximalGradientResult, proximalGradient } from "./proximal-gradient.ts";

/**
 * What {@link fista} minimises, without its momentum: slower, but the objective never rises.
 * Daubechies, Defrise and De Mol (2004), https://doi.org/10.1002/cpa.20042
 * @param dictionary atoms of any length, `[atoms × dim]`
 * @param samples `[samples × dim]`
 * @throws `bad-shape`, `not-finite`; `bad-param` when an option is out of range
 */
export function ista(dictionary: Matrix, samples: Matrix, options: ProximalGradientOptions): ProximalGradientResult {
  return proximalGradient("ista", false, dictionary, samples, options);
}
