import type { Matrix, Rng } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { Batch, World } from "@exampledon/geometry";
import {
  bestLatentFidelity,
  chanceMeanMaxCosine,
  coefficientFidelity,
  deadLatents,
  fractionOfVarianceUnexplained,
  l0,
  matchedFidelity,
  meanMaxCosine,
} from "@exampledon/metrics";
import { directionsOf } from "../groups.ts";

/** Random dictionaries that the chance level is averaged over. */
export const CHANCE_DRAWS = 5;
/** A direction counts as found above this cosine. */
const FOUND = 0.9;

/** How well a decomposition recovers both groups: what every arm is scored by. */
export interface SweepScore {
  readonly animals: number;
  readonly attributes: number;
  readonly fvu: number;
  readonly l0: number;
  readonly dead: number;
  /** Identity-slope R² of the matched latent to the animals' coefficients. */
  readonly animalsRSquared: number;
  /** Affine R² of the best single latent to the attributes' readings. */
  readonly attributesRSquared: number;
}

/** The same with chance levels and what all latents together hold; all numbers of a main arm. */
export interface Score extends SweepScore {
  readonly chanceAnimals: number;
  readonly chanceAttributes: number;
  /** Attributes with some latent above the cosine {@link FOUND}. */
  readonly attributesFound: number;
  /** R² of the best linear map from all latents to the attributes' readings, adjusted for the number of latents. */
  readonly attributesFromAll: number;
}

/** MMCS of a decomposition's write directions to both groups: cheap enough for every report. */
export function recovery(decomposition: Decomposition, world: World): { animals: number; attributes: number } {
  return {
    animals: meanMaxCosine(directionsOf(world, "animals"), decomposition.write).mean,
    attributes: meanMaxCosine(directionsOf(world, "attributes"), decomposition.write).mean,
  };
}

/** Scores a trained decomposition on fresh samples of the world it was trained on. */
export function score(decomposition: Decomposition, world: World, rng: Rng, samples: number): Score {
  const animals = directionsOf(world, "animals");
  const attributes = directionsOf(world, "attributes");
  // The map from all latents needs more samples than latents to mean anything.
  const batch = world.sample(rng.split("samples"), Math.max(samples, 2 * decomposition.components));
  const activity = decomposition.activity(batch.activations);
  const { write } = decomposition;
  const chance = (features: Matrix, name: string): number =>
    chanceMeanMaxCosine({ features, latents: write.rows }, rng.split(name), CHANCE_DRAWS).mean;
  const target = batch.readings.attributes!;
  return {
    ...scoreOf(decomposition, activity, world, batch),
    chanceAnimals: chance(animals, "chance animals"),
    chanceAttributes: chance(attributes, "chance attributes"),
    attributesFound: Array.from(meanMaxCosine(attributes, write).perFeature).filter((cosine) => cosine > FOUND).length,
    attributesFromAll: coefficientFidelity({ activity, write, target, features: attributes }).all.adjusted,
  };
}

/** The part of a score that a sweep needs, without the costly ones. */
export function sweepScore(decomposition: Decomposition, world: World, rng: Rng, samples: number): SweepScore {
  const batch = world.sample(rng.split("samples"), samples);
  return scoreOf(decomposition, decomposition.activity(batch.activations), world, batch);
}

function scoreOf(decomposition: Decomposition, activity: Matrix, world: World, batch: Batch): SweepScore {
  const { write } = decomposition;
  const features = directionsOf(world, "animals");
  return {
    ...recovery(decomposition, world),
    fvu: fractionOfVarianceUnexplained(batch.activations, decomposition.reconstruct(batch.activations)),
    l0: l0(activity),
    dead: deadLatents(activity),
    animalsRSquared: matchedFidelity({ activity, write, target: batch.coefficients.animals!, features }).identity,
    attributesRSquared: bestLatentFidelity(activity, batch.readings.attributes!).affine,
  };
}
