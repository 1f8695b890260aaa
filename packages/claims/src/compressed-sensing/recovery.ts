import { type Matrix, matrix, multiply, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { rSquaredIdentity } from "@exampledon/metrics";
import { fista, orthogonalMatchingPursuit } from "@exampledon/sparse-coding";
import { bothGroups } from "../both-groups.ts";
import { directionsOf } from "../groups.ts";
import { type SparseSums, sameSet, sparseSums } from "../sparse-sums.ts";

/** FISTA's penalty and length. */
export interface FistaSettings {
  readonly lambda: number;
  readonly iterations: number;
}

/** Sums of `active` features, half of them animals (rounded up) and half attributes. */
export function halves(rng: Rng, world: World, active: number, samples: number): SparseSums {
  return sparseSums(rng, world, { animals: Math.ceil(active / 2), attributes: Math.floor(active / 2), samples });
}

/** Share of samples whose support orthogonal matching pursuit, told its size, finds exactly. */
export function pursuitRate(dictionary: Matrix, { activations, supports }: SparseSums, active: number): number {
  const found = orthogonalMatchingPursuit(dictionary, activations, { k: active, nonNegative: true }).supports;
  return rate(found.map(ascending), supports);
}

/** Share of samples whose support is exactly the `active` largest codes of FISTA. */
export function shrinkageRate(
  dictionary: Matrix,
  { activations, supports }: SparseSums,
  active: number,
  { lambda, iterations }: FistaSettings,
): number {
  const { codes } = fista(dictionary, activations, { lambda, iterations, nonNegative: true, tolerance: 1e-5 });
  return rate(
    supports.map((_, i) => largest(rowOf(codes, i), active)),
    supports,
  );
}

/** The positions of the `count` entries of largest size, ascending. */
export function largest(code: Float32Array, count: number): number[] {
  const order = Array.from(code.keys()).sort((p, q) => Math.abs(code[q]!) - Math.abs(code[p]!));
  return ascending(order.slice(0, count));
}

/** R² of the recovered attribute codes to what the attribute circuits read, over all attributes together. */
export function readingsRSquared(rng: Rng, world: World, animals: number, attributes: number, samples: number): number {
  const sums = sparseSums(rng, world, { animals, attributes, samples });
  const { codes } = orthogonalMatchingPursuit(bothGroups(world), sums.activations, {
    k: animals + attributes,
    nonNegative: true,
  });
  const directions = directionsOf(world, "attributes");
  const readings = multiply(sums.activations, directions, { transposeB: true });
  const recovered = matrix(samples, directions.rows);
  const first = codes.cols - directions.rows;
  for (let i = 0; i < samples; i++) rowOf(recovered, i).set(rowOf(codes, i).subarray(first));
  return rSquaredIdentity(readings.data, recovered.data);
}

function rate(found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): number {
  return found.filter((support, i) => sameSet(support, wanted[i]!)).length / wanted.length;
}

function ascending(support: readonly number[]): number[] {
  return [...support].sort((a, b) => a - b);
}
