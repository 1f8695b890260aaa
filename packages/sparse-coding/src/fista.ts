import type { Matrix } from "@exampledon/core";
import { type ProximalGradientOptions, type ProximalGradientResult, proximalGradient } from "./proximal-gradient.ts";

/**
 * Codes z that minimise `½ ‖x − z W‖² + lambda Σ |z_i|` for each sample x, by accelerated proximal gradient steps of size
 * `1 / L` from 0. O(iterations · atoms · dim) a sample, in float64. Beck and Teboulle (2009), https://doi.org/10.1137/080716542
 * @param dictionary W, atoms of any length, `[atoms × dim]`
 * @param samples `[samples × dim]`
 * @throws `bad-shape`, `not-finite`; `bad-param` when an option is out of range
 */
export function fista(dictionary: Matrix, samples: Matrix, options: ProximalGradientOptions): ProximalGradientResult {
  return proximalGradient("fista", true, dictionary, samples, options);
}
