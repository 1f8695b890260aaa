import { fail, type Rng } from "@exampledon/core";
import type { ActiveFeature } from "./activity.ts";
import { batchOf } from "./batch.ts";
import { nextStreams } from "./create-world.ts";
import type { FeatureGroup, World } from "./world.ts";

/** What sets a world apart: where its features point and which of them are active in a sample. */
export interface WorldSource {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly groups: readonly FeatureGroup[];
  /** Draws what is active in `batch` samples, from streams split off `streams` by name. */
  draw(streams: Rng, batch: number): readonly ActiveFeature[];
}

/** A world whose activations are the sums of its active features. */
export function worldOf({ id, params, groups, draw }: WorldSource): World {
  return {
    id,
    params,
    dim: groups[0]!.directions.cols,
    groups,
    sample: (rng, batch) => {
      if (!Number.isInteger(batch) || batch < 1) {
        fail("bad-param", {
          where: `${id}.sample`,
          problem: "batch must be a whole number ≥ 1",
          got: batch,
          cure: "pass how many samples to draw",
        });
      }
      const streams = nextStreams(rng);
      return batchOf(groups, draw(streams, batch), batch, 0, streams);
    },
  };
}
