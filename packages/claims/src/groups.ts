import { fail, type Matrix } from "@exampledon/core";
import type { World } from "@exampledon/geometry";

/**
 * The directions of one group of a world, `[features × dim]`.
 * @throws `unknown-id` when the world has no such group
 */
export function directionsOf(world: World, name: string): Matrix {
  const group = world.groups.find((candidate) => candidate.name === name);
  return (
    group?.directions ??
    fail("unknown-id", {
      where: `world ${world.id}`,
      problem: `groups are ${world.groups.map((g) => g.name).join(", ")}`,
      got: name,
      cure: "use one of these",
    })
  );
}
