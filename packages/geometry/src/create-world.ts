import { fail, type Rng } from "@exampledon/core";
import type { Matrix as Matrix64 } from "ml-matrix";
import { drawActive } from "./activity.ts";
import { batchOf } from "./batch.ts";
import { toFloat32 } from "./directions.ts";
import type { ActivityParams } from "./params.ts";
import type { FeatureGroup, World } from "./world.ts";

/** What sets one kind of animal world apart: where its features point. */
export interface WorldParts {
  readonly id: string;
  /** Unit rows `[animals × dim]`. */
  readonly animals: Matrix64;
  /** Unit rows `[attributes × dim]`. */
  readonly attributes: Matrix64;
  /** Whether attributes are active only when added, as animals are, and not read off every animal. */
  readonly sparseAttributes: boolean;
}

/** A world of animals and attributes whose samples follow `params`. */
export function createWorld(parts: WorldParts, params: ActivityParams): World {
  const groups = [
    groupOf("animals", "animal", parts.animals, true),
    groupOf("attributes", "attribute", parts.attributes, parts.sparseAttributes),
  ];
  return {
    id: parts.id,
    params,
    dim: parts.animals.columns,
    groups,
    sample: (rng, batch) => {
      if (!Number.isInteger(batch) || batch < 1) {
        fail("bad-param", {
          where: `${parts.id}.sample`,
          problem: "batch must be a whole number ≥ 1",
          got: batch,
          cure: "pass how many samples to draw",
        });
      }
      const streams = nextStreams(rng);
      return batchOf(groups, drawActive(streams, batch, params), batch, params.noise, streams.split("noise"));
    },
  };
}

/** A fresh parent of named streams, moving `rng` on so that the next call gets another one. */
export function nextStreams(rng: Rng): Rng {
  return rng.split(`samples ${rng.integer(2 ** 48)}`);
}

function groupOf(name: string, singular: string, directions: Matrix64, sparse: boolean): FeatureGroup {
  return {
    name,
    names: Array.from({ length: directions.rows }, (_, i) => `${singular} ${i}`),
    directions: toFloat32(directions),
    sparse,
  };
}
