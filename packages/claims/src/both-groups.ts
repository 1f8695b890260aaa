import { type Matrix, stackRows } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { directionsOf } from "./groups.ts";

/** Animals and attributes as one dictionary, `[(animals + attributes) × dim]`. */
export function bothGroups(world: World): Matrix {
  return stackRows(directionsOf(world, "animals"), directionsOf(world, "attributes"));
}
