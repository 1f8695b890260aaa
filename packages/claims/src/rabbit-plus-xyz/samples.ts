import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { directionsOf } from "../groups.ts";

/** Every animal of a world once, with some attributes added to it. */
export interface DressedAnimals {
  /** `[animals × dim]`. */
  readonly activations: Matrix;
  /** For each animal the attributes that were added, distinct. */
  readonly added: readonly Int32Array[];
}

/** Adds `count` random attributes, each at coefficient 1, to every animal of the world. */
export function dressAnimals(rng: Rng, world: World, count: number): DressedAnimals {
  const [animals, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const activations = matrix(animals.rows, world.dim, animals.data.slice());
  const added = Array.from({ length: animals.rows }, (_, i) => {
    const chosen = rng.choose(attributes.rows, count);
    const row = rowOf(activations, i);
    for (const j of chosen) {
      const attribute = rowOf(attributes, j);
      for (let k = 0; k < row.length; k++) row[k]! += attribute[k]!;
    }
    return chosen;
  });
  return { activations, added };
}
