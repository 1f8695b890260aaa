import { fail, type Matrix, matrix } from "@exampledon/core";
import type { World } from "../world.ts";
import { deriveWorld } from "./derive-world.ts";

/**
 * The world when a network uses its subspace only now and then: with chance `1 − usage` a sample is zero, without any
 * active feature; the others are the same samples as without.
 * @throws `bad-param` when usage is outside [0, 1]
 */
export function rarelyUsed(world: World, usage: number): World {
  if (!(usage >= 0 && usage <= 1)) {
    fail("bad-param", { where: "rarelyUsed", problem: "usage must be in [0, 1]", got: usage, cure: "pass a chance" });
  }
  return deriveWorld(world, {
    params: { usage },
    derive: ({ activations, generating }, own) => {
      const used = Float32Array.from({ length: activations.rows }, () => Number(own.uniform() < usage));
      const cut = ({ rows, cols, data }: Matrix): Matrix =>
        matrix(
          rows,
          cols,
          data.map((value, at) => (used[Math.floor(at / cols)] ? value : 0)),
        );
      return { activations: cut(activations), generating: (group) => cut(generating[group]!) };
    },
  });
}
