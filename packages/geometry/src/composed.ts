import {
  type ChoiceField,
  choice,
  fail,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
  parseParams,
  type Rng,
  selectRows,
} from "@exampledon/core";
import type { ActiveFeature } from "./activity.ts";
import { basisParam } from "./params.ts";
import { plantDirections } from "./plant-directions.ts";
import type { FeatureGroup, WorldDefinition } from "./world.ts";
import { worldOf } from "./world-of.ts";

const composedParams: {
  readonly groupA: IntegerField;
  readonly groupB: IntegerField;
  readonly groupC: IntegerField;
  readonly shareOfPairs: NumberField;
  readonly magnitudes: ChoiceField<"common" | "independent">;
  readonly magnitudeLow: NumberField;
  readonly magnitudeHigh: NumberField;
  readonly basis: typeof basisParam;
} = {
  groupA: integer({ label: "colours", doc: "Number of colours.", unit: "features", default: 3, min: 1, max: 200 }),
  groupB: integer({ label: "shapes", doc: "Number of shapes.", unit: "features", default: 4, min: 1, max: 200 }),
  groupC: integer({
    label: "sizes",
    doc: "Number of features of a third group, sizes; 0 for no such group.",
    unit: "features",
    default: 0,
    min: 0,
    max: 200,
  }),
  shareOfPairs: number({
    label: "share of pairs",
    doc: "Chance that a sample has one feature of every group; otherwise it has a single feature, each as likely.",
    default: 1,
    min: 0,
    max: 1,
  }),
  magnitudes: choice({
    doc: "Whether the features of a sample share one magnitude or each have their own.",
    default: "common",
    choices: ["common", "independent"],
  }),
  magnitudeLow: number({
    label: "lowest magnitude",
    doc: "Lower end of the uniform distribution of magnitudes.",
    default: 1,
    min: 0,
    max: 100,
  }),
  magnitudeHigh: number({
    label: "highest magnitude",
    doc: "Upper end of the uniform distribution of magnitudes.",
    default: 1,
    min: 0,
    max: 100,
  }),
  basis: basisParam,
};

/**
 * Groups of features that exclude each other within a group, such as colours and shapes: a sample is one colour and one
 * shape, or a single feature. Directions are orthonormal. The "red triangle" of
 * https://www.lesswrong.com/posts/QoR8noAB3Mp2KBA4B/do-sparse-autoencoders-find-true-features
 */
export const composed: WorldDefinition<typeof composedParams> = {
  id: "composed",
  title: "Colours and shapes",
  summary: "Samples of one colour and one shape, from two or three groups of mutually exclusive orthonormal features.",
  params: composedParams,
  build: (rng, values = {}) => {
    const params = parseParams("composed", composedParams, values);
    if (params.magnitudeLow > params.magnitudeHigh) {
      fail("bad-param", {
        where: "composed",
        problem: `magnitudeLow must be at most magnitudeHigh = ${params.magnitudeHigh}`,
        got: params.magnitudeLow,
        cure: "swap the two",
      });
    }
    const groups = groupsOf(params, rng);
    return worldOf({ id: "composed", params, groups, draw: (streams, batch) => draw(groups, params, streams, batch) });
  },
};

function groupsOf(params: ParamsOf<typeof composedParams>, rng: Rng): FeatureGroup[] {
  const sizes = [params.groupA, params.groupB, params.groupC].filter((size) => size > 0);
  const features = sizes.reduce((sum, size) => sum + size, 0);
  const layout = params.basis === "standard" ? "standard" : "orthonormal";
  const directions = plantDirections("composed", layout, rng.split("directions"), features, features);
  let start = 0;
  return sizes.map((size, group) => {
    const rows = Array.from({ length: size }, (_, i) => start + i);
    start += size;
    return {
      name: `${kinds[group]}s`,
      names: rows.map((_, i) => `${kinds[group]} ${i}`),
      directions: selectRows(directions, rows),
      sparse: true,
    };
  });
}

const kinds = ["colour", "shape", "size"];

function draw(
  groups: readonly FeatureGroup[],
  params: ParamsOf<typeof composedParams>,
  streams: Rng,
  batch: number,
): ActiveFeature[] {
  const [pairs, picks, sizes] = ["pairs", "features", "magnitudes"].map((name) => streams.split(name)) as [
    Rng,
    Rng,
    Rng,
  ];
  const features = groups.reduce((sum, { names }) => sum + names.length, 0);
  const out: ActiveFeature[] = [];
  for (let sample = 0; sample < batch; sample++) {
    const common = sizes.uniform(params.magnitudeLow, params.magnitudeHigh);
    const add = (group: FeatureGroup, feature: number, coefficient: number): void => {
      out.push({ sample, group: group.name, feature, coefficient });
    };
    if (pairs.uniform() < params.shareOfPairs) {
      for (const group of groups) {
        const own = sizes.uniform(params.magnitudeLow, params.magnitudeHigh);
        add(group, picks.integer(group.names.length), params.magnitudes === "common" ? common : own);
      }
    } else {
      let feature = picks.integer(features);
      let group = 0;
      while (feature >= groups[group]!.names.length) feature -= groups[group++]!.names.length;
      add(groups[group]!, feature, common);
    }
  }
  return out;
}
