import { fail, type Rng } from "@exampledon/core";

/**
 * A fresh parent of named streams for one batch, moving `rng` on so that the next batch gets another one.
 * @throws `bad-param` when batch is not a whole number ≥ 1
 */
export function freshStreams(where: string, rng: Rng, batch: number): Rng {
  if (!Number.isInteger(batch) || batch < 1) {
    fail("bad-param", {
      where: `${where}.sample`,
      problem: "batch must be a whole number ≥ 1",
      got: batch,
      cure: "pass how many samples to draw",
    });
  }
  return rng.split(`samples ${rng.integer(2 ** 48)}`);
}
