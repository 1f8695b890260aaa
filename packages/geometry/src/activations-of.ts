import type { Matrix, Rng } from "@exampledon/core";
import type { World } from "./world.ts";

/** A world seen from outside: endless activations `[batch × dim]` without their truth, as a method gets them. */
export function activationsOf(world: World): {
  readonly dim: number;
  sample(rng: Rng, batch: number): Matrix;
} {
  return { dim: world.dim, sample: (rng, batch) => world.sample(rng, batch).activations };
}
