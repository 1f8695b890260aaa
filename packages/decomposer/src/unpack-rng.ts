import { fail, type Rng, type RngState, rngFromState } from "@exampledon/core";

/**
 * Continues a random stream from a checkpoint's state, where `rng.state()` was put.
 * @param where names method and field in errors, e.g. `sae/top-k: state.data`
 * @throws `corrupt-file` when it is not the state of a stream
 */
export function unpackRng(where: string, state: unknown): Rng {
  if (typeof state !== "object" || state === null) {
    fail("corrupt-file", {
      where,
      problem: "must be the state of a random stream",
      got: state,
      cure: "start again without the checkpoint",
    });
  }
  return rngFromState(state as RngState);
}
