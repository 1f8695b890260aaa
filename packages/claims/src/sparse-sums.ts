import { fail, type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { directionsOf } from "./groups.ts";

/** How many features of each group a sample is the sum of, exactly. */
export interface SparseSumsInput {
  readonly animals: number;
  readonly attributes: number;
  readonly samples: number;
  /** Standard deviation of the Gaussian noise along each dimension. Default 0. */
  readonly noise?: number;
}

/** Samples with what they were built from. */
export interface SparseSums {
  /** `[samples × dim]`. */
  readonly activations: Matrix;
  /** Coefficients of the animals and then the attributes, `[samples × (animals + attributes)]`. */
  readonly codes: Matrix;
  /** Indices of the features on, ascending, per sample. */
  readonly supports: readonly (readonly number[])[];
}

/** Coefficients of active features are uniform between these. */
export const MAGNITUDES = { low: 0.5, high: 1.5 } as const;

/**
 * Sums of exactly so many distinct animals and attributes of a world; the world's own samples vary the number of added
 * attributes.
 * @throws `bad-param` when a group has fewer features than are asked for
 */
export function sparseSums(
  rng: Rng,
  world: World,
  { animals, attributes, samples, noise = 0 }: SparseSumsInput,
): SparseSums {
  const groups = [directionsOf(world, "animals"), directionsOf(world, "attributes")] as const;
  const wanted = [animals, attributes] as const;
  groups.forEach((group, g) => {
    if (wanted[g]! > group.rows) {
      fail("bad-param", {
        where: "sparseSums",
        problem: `a sample cannot hold more than the ${group.rows} ${g === 0 ? "animals" : "attributes"} there are`,
        got: wanted[g],
        cure: "ask for fewer, or make the world larger",
      });
    }
  });
  const activations = matrix(samples, world.dim);
  const codes = matrix(samples, groups[0].rows + groups[1].rows);
  const supports: number[][] = [];
  for (let i = 0; i < samples; i++) {
    const sum = new Float64Array(world.dim);
    const support: number[] = [];
    groups.forEach((group, g) => {
      for (const feature of rng.choose(group.rows, wanted[g]!)) {
        const coefficient = rng.uniform(MAGNITUDES.low, MAGNITUDES.high);
        const atom = g * groups[0].rows + feature;
        support.push(atom);
        codes.data[i * codes.cols + atom] = coefficient;
        rowOf(group, feature).forEach((value, j) => {
          sum[j]! += coefficient * value;
        });
      }
    });
    if (noise > 0) for (let j = 0; j < sum.length; j++) sum[j]! += rng.normal(0, noise);
    rowOf(activations, i).set(sum);
    supports.push(support.sort((a, b) => a - b));
  }
  return { activations, codes, supports };
}

/** Whether two ascending lists hold the same numbers. */
export function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
