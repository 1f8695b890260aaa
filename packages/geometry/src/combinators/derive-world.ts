import { type Matrix, multiply, type Rng } from "@exampledon/core";
import { lazily } from "../batch.ts";
import type { Batch, FeatureGroup, World } from "../world.ts";

/** What a derived world makes of a sample of the world it is derived from. */
export interface DerivedSample {
  readonly activations: Matrix;
  /** Generating coefficients of a group, by name; asked for at most once per group. */
  generating(group: string): Matrix;
}

/** What sets a derived world apart from its base. */
export interface Derivation {
  /** Added to the base's parameters. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly groups?: readonly FeatureGroup[];
  /** @param own a stream beside the one the base drew from, a fresh one for every call */
  derive(batch: Batch, own: Rng): DerivedSample;
}

/**
 * A world that changes the samples of another. The base draws from the same stream as it would alone, so that both give
 * corresponding samples for the same seed.
 */
export function deriveWorld(base: World, { params, groups = base.groups, derive }: Derivation): World {
  return {
    id: base.id,
    params: { ...base.params, ...params },
    dim: groups[0]!.directions.cols,
    groups,
    sample: (rng, size) => {
      // Named by where the stream stands: drawing from it would shift the base's samples.
      const own = rng.split(`beside ${rng.state().state.join(" ")}`);
      const { activations, generating: make } = derive(base.sample(rng, size), own);
      const generating = lazily(groups, ({ name }) => make(name));
      const readings = lazily(groups, ({ directions }) => multiply(activations, directions, { transposeB: true }));
      const coefficients = lazily(groups, ({ name, sparse }) => (sparse ? generating : readings)[name]!);
      return { activations, generating, readings, coefficients };
    },
  };
}
