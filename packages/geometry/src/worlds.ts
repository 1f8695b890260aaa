import { fail, type Rng } from "@exampledon/core";
import { circular } from "./circular.ts";
import { composed } from "./composed.ts";
import { hierarchical } from "./hierarchical.ts";
import { independent } from "./independent.ts";
import { labelled } from "./labelled.ts";
import { spanned } from "./spanned.ts";
import { superposition } from "./superposition.ts";
import type { World, WorldDefinition } from "./world.ts";

/** Every world of this package. */
export const worlds: readonly WorldDefinition[] = [
  spanned,
  labelled,
  independent,
  composed,
  hierarchical,
  superposition,
  circular,
];

/**
 * Builds a world by its id; `params` left out are defaults.
 * @throws `unknown-id` listing the ids there are; `bad-param` as the world's own `build`
 */
export function buildWorld(id: string, params: Readonly<Record<string, unknown>>, rng: Rng): World {
  const definition =
    worlds.find((world) => world.id === id) ??
    fail("unknown-id", {
      where: "buildWorld",
      problem: `worlds are ${worlds.map((world) => world.id).join(", ")}`,
      got: id,
      cure: "check the spelling",
    });
  return definition.build(rng, params as Record<string, never>);
}
