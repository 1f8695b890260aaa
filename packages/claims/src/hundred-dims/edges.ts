import { type Matrix, multiply, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { edgesPerCircuit } from "@exampledon/metrics";
import { halfAndHalf, identityMatrix, ownShare } from "../circuits-look-messy/nodes.ts";
import { directionsOf } from "../groups.ts";

/** How messy circuits look over the nodes of several dictionaries. */
export interface Mess {
  /** Share of the animals that an attribute circuit needs. */
  readonly animalsOnly: number;
  /** Share of the neurons that an animal circuit needs. */
  readonly neurons: number;
  /** Share of an animal circuit's reading that the attributes carry at all. */
  readonly attributesReach: number;
  /** Half and half: share of a circuit's attribution that comes from its own node. */
  readonly halfOwnAnimals: number;
  readonly halfOwnAttributes: number;
}

/** Samples for everything but the dictionary of animals, which needs to see each of them. */
const FEW = 60;

/** Counts edges for 95 % of absolute attribution. @param samples for the dictionary of animals */
export function messOf(rng: Rng, world: World, samples: number): Mess {
  const [animals, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const many = world.sample(rng.split("many"), samples).coefficients.animals!;
  const few = world.sample(rng.split("few"), FEW);
  const active = few.coefficients.animals!;
  const half = halfAndHalf(world, few);
  const neurons = identityMatrix(world.dim);
  return {
    animalsOnly: edgesPerCircuit({ reads: attributes, activity: many, write: animals }).mean / animals.rows,
    neurons: edgesPerCircuit({ reads: animals, activity: few.activations, write: neurons, active }).mean / world.dim,
    attributesReach: reach(world, active, few.readings.attributes!, few.activations),
    halfOwnAnimals: ownShare(half, animals, 0, active),
    halfOwnAttributes: ownShare(half, attributes, animals.rows),
  };
}

/** `f · (Σ_j c'_j f'_j) / f · a` for the active animals, mean. */
function reach(world: World, active: Matrix, readings: Matrix, activations: Matrix): number {
  const fromAttributes = multiply(readings, directionsOf(world, "attributes"));
  const animals = directionsOf(world, "animals");
  let sum = 0;
  let count = 0;
  for (let i = 0; i < active.rows; i++) {
    rowOf(active, i).forEach((coefficient, animal) => {
      if (coefficient === 0) return;
      const f = rowOf(animals, animal);
      const dot = (x: Float32Array): number => x.reduce((total, value, j) => total + value * f[j]!, 0);
      sum += dot(rowOf(fromAttributes, i)) / dot(rowOf(activations, i));
      count++;
    });
  }
  return sum / count;
}
