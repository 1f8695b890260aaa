import { type IntegerField, integer, type NumberField, number } from "@exampledon/core";

/** Parameters of a claim that trains an L1 and a TopK SAE side by side. */
export const saeParams: {
  readonly l1Coefficient: NumberField;
  readonly k: IntegerField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
} = {
  l1Coefficient: number({
    label: "L1 coefficient",
    doc: "Sparsity penalty of the L1 SAE.",
    default: 0.3,
    min: 0.001,
    max: 10,
    scale: "log",
  }),
  k: integer({
    label: "k of TopK",
    doc: "Latents that a TopK SAE may use per sample.",
    unit: "latents",
    default: 1,
    min: 1,
    max: 50,
  }),
  steps: integer({ doc: "Training steps of each SAE.", unit: "steps", default: 2000, min: 50, max: 50000 }),
  batch: integer({
    label: "batch size",
    doc: "Samples per training step.",
    unit: "samples",
    default: 256,
    min: 1,
    max: 8192,
  }),
  learningRate: number({
    label: "learning rate",
    doc: "Adam's step size; constant, then linear to zero over the last fifth.",
    default: 0.003,
    min: 1e-5,
    max: 0.1,
    scale: "log",
  }),
};
