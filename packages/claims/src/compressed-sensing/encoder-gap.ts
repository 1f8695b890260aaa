import { type Matrix, matrix, type Rng } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { World } from "@exampledon/geometry";
import { matchedFidelity } from "@exampledon/metrics";
import { orthogonalMatchingPursuit } from "@exampledon/sparse-coding";
import { directionsOf } from "../groups.ts";

/** Identity-slope R² to the animals' coefficients, mean over animals, of codes found in three ways. */
export interface EncoderGap {
  /** By the SAE's own encoder. */
  readonly encoder: number;
  /** By orthogonal matching pursuit in the SAE's decoder. */
  readonly ownDecoder: number;
  /** By orthogonal matching pursuit in the planted animals. */
  readonly trueDictionary: number;
}

/** How much of a trained SAE's error is its encoder's and how much its dictionary's, on fresh samples. */
export function encoderGap(sae: Decomposition, world: World, rng: Rng, samples: number, k: number): EncoderGap {
  const batch = world.sample(rng, samples);
  const features = directionsOf(world, "animals");
  const target = batch.coefficients.animals!;
  const score = (activity: Matrix, write: Matrix): number =>
    matchedFidelity({ activity, write, target, features }).identity;
  const search = (dictionary: Matrix, x: Matrix): Matrix =>
    orthogonalMatchingPursuit(dictionary, x, { k, nonNegative: true, tolerance: 1e-3 }).codes;
  return {
    encoder: score(sae.activity(batch.activations), sae.write),
    ownDecoder: score(search(sae.write, withoutOffset(batch.activations, sae.offset)), sae.write),
    trueDictionary: score(search(features, batch.activations), features),
  };
}

function withoutOffset({ rows, cols, data }: Matrix, offset: Float32Array): Matrix {
  return matrix(
    rows,
    cols,
    data.map((value, at) => value - offset[at % cols]!),
  );
}
