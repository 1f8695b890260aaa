import { type Matrix, matrix, multiply, type Rng } from "@exampledon/core";
import type { ActiveFeature } from "./activity.ts";
import type { Batch, FeatureGroup } from "./world.ts";

/**
 * Samples from the features that are active in them. Only the activations are computed at once; the rest on first
 * access, since training never looks at it.
 * @param noise expected length of the Gaussian noise per sample
 */
export function batchOf(
  groups: readonly FeatureGroup[],
  active: readonly ActiveFeature[],
  batch: number,
  noise: number,
  rng: Rng,
): Batch {
  const dim = groups[0]!.directions.cols;
  const activations = sumOf(groups, active, batch, dim, noise, rng);
  const generating = lazily(groups, ({ name, directions }) => {
    const out = matrix(batch, directions.rows);
    for (const { sample, group, feature, coefficient } of active) {
      if (group === name) out.data[sample * out.cols + feature] = coefficient;
    }
    return out;
  });
  const readings = lazily(groups, ({ directions }) => multiply(activations, directions, { transposeB: true }));
  const coefficients = lazily(groups, ({ name, sparse }) => (sparse ? generating : readings)[name]!);
  return { activations, generating, readings, coefficients };
}

function sumOf(
  groups: readonly FeatureGroup[],
  active: readonly ActiveFeature[],
  batch: number,
  dim: number,
  noise: number,
  rng: Rng,
): Matrix {
  const directionsOf = Object.fromEntries(groups.map(({ name, directions }) => [name, directions.data]));
  const sum = new Float64Array(batch * dim);
  for (const { sample, group, feature, coefficient } of active) {
    const from = directionsOf[group]!;
    const start = sample * dim;
    const offset = feature * dim;
    for (let j = 0; j < dim; j++) sum[start + j]! += coefficient * from[offset + j]!;
  }
  if (noise > 0) {
    const deviation = noise / meanGaussianLength(dim);
    for (let i = 0; i < sum.length; i++) sum[i]! += rng.normal(0, deviation);
  }
  return matrix(batch, dim, new Float32Array(sum));
}

/** Expected length of a standard Gaussian vector, from E|x_n| · E|x_(n+1)| = n. */
export function meanGaussianLength(dim: number): number {
  let length = Math.sqrt(2 / Math.PI);
  for (let n = 1; n < dim; n++) length = n / length;
  return length;
}

/** A record by group name whose entries are computed on first access. */
export function lazily(
  groups: readonly FeatureGroup[],
  compute: (group: FeatureGroup) => Matrix,
): Record<string, Matrix> {
  const record: Record<string, Matrix> = {};
  for (const group of groups) {
    let value: Matrix | undefined;
    Object.defineProperty(record, group.name, {
      enumerable: true,
      get: () => {
        value ??= compute(group);
        return value;
      },
    });
  }
  return record;
}
