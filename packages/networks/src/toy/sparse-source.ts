import { matrix } from "@exampledon/core";
import { freshStreams } from "../fresh-streams.ts";
import type { InputSource } from "../known-network.ts";

/** Features that are on independently of each other. */
interface SparseFeatures {
  readonly features: number;
  /** Chance that a feature is on. */
  readonly activeChance: number;
  /** Ends of the uniform distribution of a feature that is on. */
  readonly low: number;
  readonly high: number;
}

/** Inputs `[batch × features]` of features that are on independently, with a uniform value, and else 0. */
export function sparseSource(where: string, { features, activeChance, low, high }: SparseFeatures): InputSource {
  return {
    dim: features,
    sample: (rng, batch) => {
      const streams = freshStreams(where, rng, batch);
      const [active, value] = [streams.split("active"), streams.split("values")];
      const out = matrix(batch, features);
      // From one entry that is on to the next.
      const gap = (): number =>
        activeChance === 1 ? 0 : Math.floor(Math.log(1 - active.uniform()) / Math.log1p(-activeChance));
      for (let at = gap(); at < out.data.length; at += 1 + gap()) out.data[at] = value.uniform(low, high);
      return out;
    },
  };
}
