import { fail, matrix } from "@exampledon/core";
import { meanGaussianLength } from "../batch.ts";
import type { World } from "../world.ts";
import { deriveWorld } from "./derive-world.ts";

/**
 * The world with isotropic Gaussian noise of this expected length on every activation; otherwise the same samples.
 * @throws `bad-param` when length is not a finite number ≥ 0
 */
export function withNoise(world: World, length: number): World {
  if (!Number.isFinite(length) || length < 0) {
    fail("bad-param", {
      where: "withNoise",
      problem: "length must be a finite number ≥ 0",
      got: length,
      cure: "pass the expected length of the noise",
    });
  }
  const deviation = length / meanGaussianLength(world.dim);
  return deriveWorld(world, {
    params: { noise: length },
    derive: ({ activations: { rows, cols, data }, generating }, own) => ({
      activations: matrix(
        rows,
        cols,
        data.map((value) => value + own.normal(0, deviation)),
      ),
      generating: (group) => generating[group]!,
    }),
  });
}
