import type { Rng } from "@exampledon/core";
import type { FeatureTree } from "./feature-tree.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { HierarchicalParams } from "./params.ts";

/** Draws which features want to fire in one sample, writing 0 or 1 for each. */
export type Firing = (rng: Rng, into: Float64Array) => void;

/** Roots and free features by their chances; children by theirs given the parent, one at most where they exclude each other. */
export function conditionalFiring(tree: FeatureTree, exclusive: Uint8Array, params: HierarchicalParams): Firing {
  const { roots, rootProbability, childProbability, freeProbability } = params;
  return (rng, into) => {
    into.forEach((_, i) => {
      if (tree.parents[i]! < 0) into[i] = Number(rng.uniform() < (i < roots ? rootProbability : freeProbability));
    });
    tree.children.forEach((children, parent) => {
      if (exclusive[parent]) {
        const winner = Math.floor(rng.uniform() / childProbability);
        children.forEach((child, i) => {
          into[child] = Number(into[parent]! > 0 && i === winner);
        });
      } else {
        for (const child of children) into[child] = Number(rng.uniform() < childProbability && into[parent]! > 0);
      }
    });
  };
}

/** Every feature by a chance of its own, independently. */
export function independentFiring(probabilities: Float64Array): Firing {
  return (rng, into) => {
    for (let i = 0; i < into.length; i++) into[i] = Number(rng.uniform() < probabilities[i]!);
  };
}

/**
 * Every feature by a chance of its own, correlated through a Gaussian copula: feature i fires when
 * `z_i > Φ⁻¹(1 − p_i)`, with z of covariance `F Fᵀ` off the diagonal and variance 1.
 * @param factors F, `[features × rank]` flat, rows shorter than 1; from {@link correlationFactors}
 */
export function correlatedFiring(probabilities: Float64Array, factors: Float64Array, rank: number): Firing {
  const thresholds = probabilities.map((p) => -normalQuantile(p));
  const own = probabilities.map((_, i) => {
    let square = 0;
    for (let k = 0; k < rank; k++) square += factors[i * rank + k]! ** 2;
    return Math.sqrt(1 - square);
  });
  const shared = new Float64Array(rank);
  return (rng, into) => {
    for (let k = 0; k < rank; k++) shared[k] = rng.normal();
    for (let i = 0; i < into.length; i++) {
      let z = own[i]! * rng.normal();
      for (let k = 0; k < rank; k++) z += factors[i * rank + k]! * shared[k]!;
      into[i] = Number(z > thresholds[i]!);
    }
  };
}

/** Gaussian factors of a random low-rank correlation, shrunk together until every row's squared length is below 1. */
export function correlationFactors(rng: Rng, features: number, rank: number, scale: number): Float64Array {
  const factors = Float64Array.from({ length: features * rank }, () => rng.normal(0, scale));
  let longest = 0;
  for (let i = 0; i < features; i++) {
    const row = factors.subarray(i * rank, (i + 1) * rank);
    longest = Math.max(
      longest,
      row.reduce((sum, value) => sum + value * value, 0),
    );
  }
  return longest > 0.99 ? factors.map((value) => value * Math.sqrt(0.99 / longest)) : factors;
}
