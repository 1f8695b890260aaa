import { type ChoiceField, type IntegerField, integer, type NumberField, number, parseParams } from "@exampledon/core";
import type { ActiveFeature } from "./activity.ts";
import { type Layout, layoutParam, plantDirections } from "./plant-directions.ts";
import type { WorldDefinition } from "./world.ts";
import { worldOf } from "./world-of.ts";

const superpositionParams: {
  readonly features: IntegerField;
  readonly dim: IntegerField;
  readonly sparsity: NumberField;
  readonly importanceDecay: NumberField;
  readonly layout: ChoiceField<Layout>;
} = {
  features: integer({ doc: "Number of features.", unit: "features", default: 5, min: 1, max: 20000 }),
  dim: integer({
    label: "dimensions",
    doc: "Width of an activation; fewer than the features puts them in superposition.",
    unit: "dimensions",
    default: 2,
    min: 1,
    max: 4096,
  }),
  sparsity: number({ doc: "Chance that a feature is zero in a sample.", default: 0.9, min: 0, max: 1 }),
  importanceDecay: number({
    label: "importance decay",
    doc: "Ratio of the importances of one feature and the one before it; 1 for equal importance.",
    default: 1,
    min: 0,
    max: 1,
  }),
  layout: { ...layoutParam, default: "spread" },
};

/**
 * The data of "Toy Models of Superposition" (Elhage et al. 2022, arXiv:2209.10652): each feature is zero with a fixed
 * chance and otherwise uniform in [0, 1], independently; more features than dimensions.
 * `importanceDecay` does not change the samples: {@link importances} turns it into weights of a loss.
 */
export const superposition: WorldDefinition<typeof superpositionParams> = {
  id: "superposition",
  title: "Features in superposition",
  summary: "Independent sparse features, uniform when active, in fewer dimensions than there are features.",
  params: superpositionParams,
  build: (rng, values = {}) => {
    const params = parseParams("superposition", superpositionParams, values);
    const { features, dim, sparsity, layout } = params;
    const group = {
      name: "features",
      names: Array.from({ length: features }, (_, i) => `feature ${i}`),
      directions: plantDirections("superposition", layout, rng.split("directions"), features, dim),
      sparse: true,
    };
    return worldOf({
      id: "superposition",
      params,
      groups: [group],
      draw: (streams, batch) => {
        const [active, size] = [streams.split("active"), streams.split("magnitudes")];
        const out: ActiveFeature[] = [];
        for (let sample = 0; sample < batch; sample++) {
          for (let feature = 0; feature < features; feature++) {
            if (active.uniform() < sparsity) continue;
            out.push({ sample, group: "features", feature, coefficient: size.uniform() });
          }
        }
        return out;
      },
    });
  },
};
