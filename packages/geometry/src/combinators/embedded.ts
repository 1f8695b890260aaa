import { fail, type Matrix, multiply, type Rng } from "@exampledon/core";
import { orthonormalRows, toFloat32 } from "../directions.ts";
import type { World } from "../world.ts";
import { deriveWorld } from "./derive-world.ts";

/**
 * The world in a random subspace of a wider residual stream: every direction and activation through one orthonormal map,
 * drawn from `rng.split("embedding")`, so that two worlds of one width embedded with one rng stay comparable.
 * @throws `bad-param` when width is not a whole number ≥ the world's own
 */
export function embedded(world: World, width: number, rng: Rng): World {
  if (!Number.isInteger(width) || width < world.dim) {
    fail("bad-param", {
      where: "embedded",
      problem: `width must be a whole number ≥ ${world.dim}, the world's own`,
      got: width,
      cure: "raise width",
    });
  }
  return mapped(world, toFloat32(orthonormalRows(rng.split("embedding"), world.dim, width)), { width });
}

/** The world through an isometry `axes [dim × width]`. */
export function mapped(world: World, axes: Matrix, params: Readonly<Record<string, unknown>>): World {
  return deriveWorld(world, {
    params,
    groups: world.groups.map((group) => ({ ...group, directions: multiply(group.directions, axes) })),
    derive: ({ activations, generating }) => ({
      activations: multiply(activations, axes),
      generating: (group) => generating[group]!,
    }),
  });
}
