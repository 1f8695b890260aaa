import { type IntegerField, integer, parseParams } from "@exampledon/core";
import { checkActivity } from "./check-activity.ts";
import { createWorld } from "./create-world.ts";
import { embedding, unitRows } from "./directions.ts";
import { activityParams, type WithActivity } from "./params.ts";
import type { WorldDefinition } from "./world.ts";

const independentParams: WithActivity<{ readonly dim: IntegerField }> = {
  ...activityParams,
  booleans: { ...activityParams.booleans, default: 2 },
  dim: integer({
    label: "dimensions",
    doc: "Width of the space in which all directions are drawn.",
    unit: "dimensions",
    default: 50,
    min: 1,
    max: 4096,
  }),
};

/**
 * Animals and attributes as unrelated sparse features: all directions are random unit vectors, no animal is made of
 * attributes, and an attribute is there only when it is added. The world as dictionary learning assumes it.
 */
export const independent: WorldDefinition<typeof independentParams> = {
  id: "independent",
  title: "Unrelated animals and attributes",
  summary: "A thousand animals and fifty attributes, all random near-orthogonal directions, all sparse.",
  params: independentParams,
  build: (rng, values = {}) => {
    const params = parseParams("independent", independentParams, values);
    checkActivity("independent", params, params.dim);
    const embed = embedding(rng.split("embedding"), params.dim, params.width);
    return createWorld(
      {
        id: "independent",
        animals: embed(unitRows(rng.split("animals"), params.animals, params.dim)),
        attributes: embed(unitRows(rng.split("attributes"), params.attributes, params.dim)),
        sparseAttributes: true,
      },
      params,
    );
  },
};
