import { parseParams } from "@exampledon/core";
import { checkActivity } from "./check-activity.ts";
import { createWorld } from "./create-world.ts";
import { axisRows, embedding, orthonormalRows, unitRows } from "./directions.ts";
import { activityParams, basisParam, type WithActivity } from "./params.ts";
import type { WorldDefinition } from "./world.ts";

const spannedParams: WithActivity<{ readonly basis: typeof basisParam }> = { ...activityParams, basis: basisParam };

/**
 * Animals that are nothing but their attributes: `f_i = Σ_j s_ij f'_j` with Gaussian `s`, scaled to unit length, and
 * orthonormal attributes `f'_j`. Every activation is both a sparse sum over animals and a dense sum over attributes.
 */
export const spanned: WorldDefinition<typeof spannedParams> = {
  id: "spanned",
  title: "Animals in the span of attributes",
  summary: "A thousand animals, each a random unit combination of fifty orthonormal attributes.",
  params: spannedParams,
  build: (rng, values = {}) => {
    const params = parseParams("spanned", spannedParams, values);
    const d = params.attributes;
    checkActivity("spanned", params, d);
    const axes = params.basis === "standard" ? axisRows(d, d) : orthonormalRows(rng.split("attributes"), d, d);
    const attributes = embedding(rng.split("embedding"), d, params.width)(axes);
    const shares = unitRows(rng.split("animals"), params.animals, d);
    return createWorld(
      { id: "spanned", animals: shares.mmul(attributes), attributes, sparseAttributes: false },
      params,
    );
  },
};
