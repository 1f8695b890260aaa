import type { Rng } from "@exampledon/core";
import { composed, hierarchical, independent, spanned, type World } from "@exampledon/geometry";

/** The small worlds that a method can be tried on, by the name that a reader chooses. */
export const DEMO_WORLDS: Readonly<Record<string, (rng: Rng) => World>> = {
  "one animal at a time": (rng) => spanned.build(rng, { animals: 30, attributes: 10 }),
  "animals and free attributes": (rng) => spanned.build(rng, { animals: 30, attributes: 10, booleans: 1.5 }),
  "unrelated features": (rng) => independent.build(rng, { animals: 20, attributes: 10, dim: 16 }),
  "colours and shapes": (rng) => composed.build(rng, { shareOfPairs: 0.5 }),
  "parents and children": (rng) => hierarchical.build(rng),
};

/** Groups of features that occur in these worlds. */
export const DEMO_GROUPS: readonly string[] = ["animals", "attributes", "colours", "shapes", "features"];
