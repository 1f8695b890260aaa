import { type IntegerField, integer, type NumberField, number } from "@exampledon/core";
import { animalsParam, attributesParam } from "../world-params.ts";

/** Parameters of claim 16. */
export const params: {
  readonly animals: IntegerField;
  readonly attributes: IntegerField;
  readonly mostActive: IntegerField;
  readonly samples: IntegerField;
  readonly fistaSamples: IntegerField;
  readonly lambda: NumberField;
  readonly iterations: IntegerField;
  readonly phaseDims: IntegerField;
  readonly phaseSamples: IntegerField;
  readonly saeAnimals: IntegerField;
  readonly saeAttributes: IntegerField;
  readonly saeMost: IntegerField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
} = {
  animals: animalsParam,
  attributes: attributesParam,
  mostActive: integer({
    label: "most features at once",
    doc: "Largest number of active features tried; half are animals, half added attributes.",
    unit: "features",
    default: 10,
    min: 2,
    max: 40,
  }),
  samples: integer({
    doc: "Samples per number of active features for orthogonal matching pursuit.",
    unit: "samples",
    default: 12,
    min: 1,
    max: 2000,
  }),
  fistaSamples: integer({
    label: "samples for FISTA",
    doc: "Samples per number of active features for FISTA.",
    unit: "samples",
    default: 2,
    min: 1,
    max: 500,
  }),
  lambda: number({
    label: "FISTA's penalty",
    doc: "Weight of the L1 norm; small, so that the code is nearly the one of least L1 norm.",
    default: 0.05,
    min: 0.001,
    max: 1,
    scale: "log",
  }),
  iterations: integer({ doc: "Iterations of FISTA.", unit: "iterations", default: 100, min: 10, max: 3000 }),
  phaseDims: integer({
    label: "dimensions of the phase diagram",
    doc: "Dimensions of the worlds in the phase diagram; the number of animals varies.",
    unit: "dimensions",
    default: 20,
    min: 4,
    max: 100,
  }),
  phaseSamples: integer({
    label: "samples per point of the phase diagram",
    doc: "Samples per point of the phase diagram.",
    unit: "samples",
    default: 3,
    min: 1,
    max: 200,
  }),
  saeAnimals: integer({
    label: "animals of the SAE's world",
    doc: "Animals in the world that the SAE is trained on, and its latents.",
    unit: "animals",
    default: 60,
    min: 4,
    max: 2000,
  }),
  saeAttributes: integer({
    label: "attributes of the SAE's world",
    doc: "Attributes, and so dimensions, of the world that the SAE is trained on.",
    unit: "attributes",
    default: 20,
    min: 2,
    max: 200,
  }),
  saeMost: integer({
    label: "most animals at once for the SAE",
    doc: "Most animals in a sample of the SAE's world, and its k.",
    unit: "animals",
    default: 2,
    min: 1,
    max: 20,
  }),
  steps: integer({ doc: "Training steps of the SAE.", unit: "steps", default: 300, min: 50, max: 50000 }),
  batch: integer({
    label: "batch size",
    doc: "Samples per training step.",
    unit: "samples",
    default: 64,
    min: 1,
    max: 8192,
  }),
  learningRate: number({
    label: "learning rate",
    doc: "Adam's step size; constant, then linear to zero over the last fifth.",
    default: 0.005,
    min: 1e-5,
    max: 0.1,
    scale: "log",
  }),
};
