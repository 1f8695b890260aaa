import type { Rng } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { World } from "@exampledon/geometry";
import {
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
const CHANCE_DRAWS = 5;
/** A direction counts as found above this cosine. */
const FOUND = 0.9;

/** How well a decomposition recovers both groups; all numbers of one arm. */
export interface Score {
  readonly animals: number;
  readonly attributes: number;
  readonly chanceAnimals: number;
  readonly chanceAttributes: number;
  /** Attributes with some latent above the cosine {@link FOUND}. */
  readonly attributesFound: number;
  readonly fvu: number;
  readonly l0: number;
  readonly dead: number;
  /** Identity-slope R² of the matched latent to the animals' coefficients. */
  readonly animalsRSquared: number;
  /** Affine R² of the best single latent to the attributes' readings. */
  readonly attributesRSquared: number;
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
  const write = decomposition.write;
  const toAttributes = meanMaxCosine(attributes, write);
  const chance = (features: typeof animals, name: string): number =>
    chanceMeanMaxCosine({ features, latents: write.rows }, rng.split(name), CHANCE_DRAWS).mean;
  const animalFidelity = matchedFidelity({
    activity,
    write,
    target: batch.coefficients.animals!,
    features: animals,
  });
  const attributeFidelity = coefficientFidelity({
    activity,
    write,
    target: batch.readings.attributes!,
    features: attributes,
  });
  return {
    animals: meanMaxCosine(animals, write).mean,
    attributes: toAttributes.mean,
    chanceAnimals: chance(animals, "chance animals"),
    chanceAttributes: chance(attributes, "chance attributes"),
    attributesFound: Array.from(toAttributes.perFeature).filter((cosine) => cosine > FOUND).length,
    fvu: fractionOfVarianceUnexplained(batch.activations, decomposition.reconstruct(batch.activations)),
    l0: l0(activity),
    dead: deadLatents(activity),
    animalsRSquared: animalFidelity.identity,
    attributesRSquared: attributeFidelity.best.affine,
    attributesFromAll: attributeFidelity.all.adjusted,
  };
}
