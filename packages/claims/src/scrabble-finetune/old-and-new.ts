import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { auc } from "@exampledon/metrics";

/** The worlds that dictionaries are fitted to. */
export interface OldAndNew {
  readonly before: World;
  readonly after: World;
}

/**
 * How well dictionaries of the old and of the new network tell a feature that moved from one that did not. Fits three,
 * two of them on different samples of the old network, and compares how far an entry is from its old self: the AUC over
 * all features that a moved one is farther away. ½ is chance, also where a feature occurs in none of the samples.
 * @param samples of each fit, ascending; the larger ones contain the smaller
 * @returns one AUC for each entry of `samples`
 */
export function oldAndNew({ before, after }: OldAndNew, samples: readonly number[], rng: Rng): number[] {
  const fit = (world: World, name: string): Entries[] => fitEntries(world, samples, rng.split(name));
  const [first, second, now] = [fit(before, "old"), fit(before, "old again"), fit(after, "new")];
  return samples.map((_, at) => {
    const unmoved = distances(first[at]!, second[at]!);
    const moved = distances(first[at]!, now[at]!);
    if (moved.length === 0 || unmoved.length === 0) return 0.5;
    return auc([...moved.map(() => 1), ...unmoved.map(() => 0)], [...moved, ...unmoved]);
  });
}

/** Dictionary entries `[features × dim]` and how much they rest on; weight 0: the feature did not occur. */
interface Entries {
  readonly directions: Matrix;
  readonly weights: Float64Array;
}

/**
 * The dictionary that rebuilds samples best when it is known which feature each holds, as sparse samples of one feature
 * each: the least-squares update of a dictionary learner after its codes are right. A trained one has the codes to find too.
 */
function fitEntries(world: World, samples: readonly number[], rng: Rng): Entries[] {
  const { activations, generating } = world.sample(rng, samples.at(-1)!);
  const codes = generating.animals!;
  const dim = activations.cols;
  const sums = new Float64Array(codes.cols * dim);
  const weights = new Float64Array(codes.cols);
  let row = 0;
  return samples.map((end) => {
    for (; row < end; row++) {
      const sample = rowOf(activations, row);
      for (let feature = 0; feature < codes.cols; feature++) {
        const code = rowOf(codes, row)[feature]!;
        if (code === 0) continue;
        weights[feature]! += code * code;
        for (let k = 0; k < dim; k++) sums[feature * dim + k]! += code * sample[k]!;
      }
    }
    const data = Float32Array.from(sums, (sum, at) => sum / (weights[Math.floor(at / dim)]! || 1));
    return { directions: matrix(codes.cols, dim, data), weights: weights.slice() };
  });
}

/** Distance of the entries of each feature that occurred in both fits. */
function distances(a: Entries, b: Entries): number[] {
  return Array.from(a.weights).flatMap((weight, feature) => {
    if (weight === 0 || b.weights[feature] === 0) return [];
    const [one, other] = [rowOf(a.directions, feature), rowOf(b.directions, feature)];
    return [Math.hypot(...one.map((value, k) => value - other[k]!))];
  });
}
