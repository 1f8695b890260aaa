import { fail, type Matrix, matrix, multiply } from "@exampledon/core";
import type { World } from "../world.ts";
import { deriveWorld } from "./derive-world.ts";

/**
 * The world with some groups' features pointing elsewhere, as after further training: the same samples, sums of the same
 * coefficients in the new directions. Noise stays as it was.
 * @param directions unit rows `[features × dim]` by group name; groups left out keep theirs
 * @throws `unknown-id` for a group that the world has not; `bad-shape` for directions of another shape
 */
export function withDirections(world: World, directions: Readonly<Record<string, Matrix>>): World {
  const changes = Object.entries(directions).map(([name, after]) => {
    const group =
      world.groups.find((each) => each.name === name) ??
      fail("unknown-id", {
        where: "withDirections",
        problem: `groups are ${world.groups.map((each) => each.name).join(", ")}`,
        got: name,
        cure: "check the spelling",
      });
    const before = group.directions;
    if (after.rows !== before.rows || after.cols !== before.cols) {
      fail("bad-shape", {
        where: "withDirections",
        problem: `directions of ${name} must be [${before.rows} × ${before.cols}]`,
        got: `[${after.rows} × ${after.cols}]`,
        cure: "pass one direction per feature",
      });
    }
    const change = matrix(
      after.rows,
      after.cols,
      after.data.map((value, at) => value - before.data[at]!),
    );
    return { name, change };
  });
  return deriveWorld(world, {
    params: {},
    groups: world.groups.map((group) => ({ ...group, directions: directions[group.name] ?? group.directions })),
    derive: ({ activations, generating }) => {
      const out = matrix(activations.rows, activations.cols, activations.data.slice());
      for (const { name, change } of changes) {
        multiply(generating[name]!, change).data.forEach((value, at) => {
          out.data[at]! += value;
        });
      }
      return { activations: out, generating: (group) => generating[group]! };
    },
  });
}
