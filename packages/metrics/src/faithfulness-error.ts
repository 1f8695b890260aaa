import { assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkShape } from "./checks.ts";
import { checkComponents, type WeightComponents } from "./weight-components.ts";

/** A weight matrix and the components that should add up to it. */
export interface DecomposedSite {
  /** `[in × out]`. */
  readonly weights: Matrix;
  readonly components: WeightComponents;
}

/** How far components are from adding up to the weights. */
export interface Faithfulness {
  /** `Σ_sites ‖W − Σ_c P_c‖² / number of weights`: the loss of APD and SPD. Tied matrices count twice. */
  readonly mean: number;
  /** `Σ_sites ‖W − Σ_c P_c‖² / Σ_sites ‖W‖²`: 1 is as bad as no components. NaN when all weights are 0. */
  readonly relative: number;
}

/**
 * How far the components of a network's sites are from adding up to its weights (arXiv:2501.14926, arXiv:2506.20790).
 * O(in · out · components · rank) per site.
 * @throws `bad-shape` also without any site, `not-finite`, `bad-param`
 */
export function faithfulnessError(sites: readonly DecomposedSite[]): Faithfulness {
  const where = "faithfulnessError";
  if (sites.length === 0) {
    fail("bad-shape", { where, problem: "at least one site", got: 0, cure: "pass the decomposed sites" });
  }
  let [error, size, count] = [0, 0, 0];
  for (const { weights, components } of sites) {
    checkComponents(where, components);
    const { read, write } = components;
    checkShape(where, "the weights", weights, read.cols, write.cols);
    assertFinite(where, weights);
    const rest = new Float64Array(weights.data);
    for (let c = 0; c < read.rows; c++) {
      for (let i = 0, at = 0; i < read.cols; i++) {
        const value = read.data[c * read.cols + i]!;
        for (let o = 0; o < write.cols; o++, at++) rest[at]! -= value * write.data[c * write.cols + o]!;
      }
    }
    error += rest.reduce((sum, value) => sum + value * value, 0);
    size += weights.data.reduce((sum, value) => sum + value * value, 0);
    count += rest.length;
  }
  return { mean: error / count, relative: size === 0 ? Number.NaN : error / size };
}
