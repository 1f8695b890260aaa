import {
  type BooleanField,
  boolean,
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";

/** What every sparse autoencoder's training can be told; each method adds its own. */
export const trainingParams: {
  readonly latents: IntegerField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
  readonly decay: NumberField;
  readonly clip: NumberField;
  readonly lossReduction: ChoiceField<"sum" | "mean">;
  readonly trainDecoderBias: BooleanField;
  readonly deadAfter: IntegerField;
  readonly resampleEvery: IntegerField;
  readonly resampleUntil: NumberField;
} = {
  latents: integer({ doc: "Size of the dictionary.", unit: "latents", default: 100, min: 1, max: 100_000 }),
  steps: integer({ doc: "Length of training.", unit: "steps", default: 2000, min: 1, max: 10_000_000 }),
  batch: integer({ doc: "Fresh samples per step.", unit: "samples", default: 256, min: 1, max: 65_536 }),
  learningRate: number({
    label: "learning rate",
    doc: "Adam's step before decay; keep it well below initNorm / √dim, the size of a first weight.",
    default: 3e-3,
    min: 1e-6,
    max: 1,
    scale: "log",
  }),
  decay: number({
    label: "decay share",
    doc: "Last share of training in which the learning rate falls linearly to 0.",
    default: 0.2,
    min: 0,
    max: 1,
  }),
  clip: number({
    label: "gradient clip",
    doc: "Largest 2-norm of all gradients together; 0 for no clipping.",
    default: 1,
    min: 0,
    max: 1000,
  }),
  lossReduction: choice({
    label: "loss reduction",
    doc: "Whether the squared error is summed or averaged over dimensions; averaging makes the coefficient of a penalty dim times as strong.",
    default: "sum",
    choices: ["sum", "mean"],
  }),
  trainDecoderBias: boolean({
    label: "train decoder bias",
    doc: "Whether the decoder bias is learned; else it stays 0.",
    default: true,
  }),
  deadAfter: integer({
    label: "dead after",
    doc: "A latent is dead when it has not fired for this long.",
    unit: "steps",
    default: 30,
    min: 1,
    max: 1_000_000,
  }),
  resampleEvery: integer({
    label: "resample every",
    doc: "How often dead latents are pointed at what is reconstructed worst; 0 for never.",
    unit: "steps",
    default: 50,
    min: 0,
    max: 1_000_000,
  }),
  resampleUntil: number({
    label: "resample until",
    doc: "Share of training after which no latent is resampled any more.",
    default: 0.8,
    min: 0,
    max: 1,
  }),
};

/** Values of {@link trainingParams}. */
export type TrainingParams = ParamsOf<typeof trainingParams>;
