import { type IntegerField, integer, type NumberField, number } from "@exampledon/core";

/** What `trainResidualMlp` can be told. */
export const residualMlpParams: {
  readonly features: IntegerField;
  readonly width: IntegerField;
  readonly layers: IntegerField;
  readonly neurons: IntegerField;
  readonly activeChance: NumberField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
} = {
  features: integer({ doc: "Number of features.", unit: "features", default: 100, min: 1, max: 2000 }),
  width: integer({
    doc: "Width of the residual stream, at least the number of features.",
    unit: "dimensions",
    default: 1000,
    min: 1,
    max: 8192,
  }),
  layers: integer({ doc: "Number of layers.", unit: "layers", default: 1, min: 1, max: 3 }),
  neurons: integer({ doc: "Neurons per layer.", unit: "neurons", default: 50, min: 1, max: 4096 }),
  activeChance: number({
    label: "chance",
    doc: "Chance that a feature is on in an input.",
    default: 0.01,
    min: 1e-4,
    max: 1,
  }),
  steps: integer({ doc: "Training steps.", unit: "steps", default: 1000, min: 1, max: 1_000_000 }),
  batch: integer({ doc: "Fresh samples per step.", unit: "samples", default: 2048, min: 1, max: 65_536 }),
  learningRate: number({
    label: "learning rate",
    doc: "Of Adam; falls along half a cosine.",
    default: 3e-3,
    min: 1e-6,
    max: 1,
  }),
};
