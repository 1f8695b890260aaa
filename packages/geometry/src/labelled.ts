import { type IntegerField, integer, parseParams } from "@exampledon/core";
import { Matrix as Matrix64 } from "ml-matrix";
import { checkActivity } from "./check-activity.ts";
import { createWorld } from "./create-world.ts";
import { axisRows, embedding, orthonormalRows, unitRows } from "./directions.ts";
import { activityParams, basisParam, type WithActivity } from "./params.ts";
import type { WorldDefinition } from "./world.ts";

const labelledParams: WithActivity<{ readonly labelDims: IntegerField; readonly basis: typeof basisParam }> = {
  ...activityParams,
  labelDims: integer({
    label: "label dimensions",
    doc: "Dimensions, orthogonal to all attributes, that hold the animals' own random labels.",
    unit: "dimensions",
    default: 50,
    min: 1,
    max: 2000,
  }),
  basis: basisParam,
};

/**
 * Animals that are half attributes, half a label of their own: `f_i = (s_i, l_i)/√2`, both halves random unit vectors,
 * the label in dimensions that no attribute uses.
 */
export const labelled: WorldDefinition<typeof labelledParams> = {
  id: "labelled",
  title: "Animals with attributes and a label",
  summary:
    "A thousand animals, each a combination of fifty attributes plus a random label in fifty further dimensions.",
  params: labelledParams,
  build: (rng, values = {}) => {
    const params = parseParams("labelled", labelledParams, values);
    const dim = params.attributes + params.labelDims;
    checkActivity("labelled", params, dim);
    const own = params.basis === "standard" ? axisRows(dim, dim) : orthonormalRows(rng.split("attributes"), dim, dim);
    const axes = embedding(rng.split("embedding"), dim, params.width)(own);
    const shares = unitRows(rng.split("animals"), params.animals, params.attributes);
    const labels = unitRows(rng.split("labels"), params.animals, params.labelDims);
    const halves = new Matrix64(params.animals, dim)
      .setSubMatrix(shares, 0, 0)
      .setSubMatrix(labels, 0, params.attributes)
      .mul(Math.SQRT1_2);
    return createWorld(
      {
        id: "labelled",
        animals: halves.mmul(axes),
        attributes: axes.subMatrix(0, params.attributes - 1, 0, axes.columns - 1),
        sparseAttributes: false,
      },
      params,
    );
  },
};
