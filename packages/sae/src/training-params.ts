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
  readonly warmup: NumberField;
  readonly decay: NumberField;
  readonly beta1: NumberField;
  readonly beta2: NumberField;
  readonly clip: NumberField;
  readonly inputScale: ChoiceField<"none" | "root-dim">;
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
  warmup: number({
    label: "warm-up share",
    doc: "First share of training in which the learning rate rises linearly from 0.",
    default: 0,
    min: 0,
    max: 1,
  }),
  decay: number({
    label: "decay share",
    doc: "Last share of training in which the learning rate falls linearly to 0.",
    default: 0.2,
    min: 0,
    max: 1,
  }),
  beta1: number({
    label: "Adam β₁",
    doc: "Share of the averaged gradient that Adam keeps at each step; 0 for the gradient as it is.",
    default: 0.9,
    min: 0,
    max: 0.9999,
  }),
  beta2: number({
    label: "Adam β₂",
    doc: "Share of the averaged squared gradient that Adam keeps at each step.",
    default: 0.999,
    min: 0,
    max: 0.999999,
  }),
  clip: number({
    label: "gradient clip",
    doc: "Largest 2-norm of all gradients together; 0 for no clipping.",
    default: 1,
    min: 0,
    max: 1000,
  }),
  inputScale: choice({
    label: "input scale",
    doc: "Whether activations are first brought to a mean length of √dim; the factor is folded into the result.",
    default: "none",
    choices: ["none", "root-dim"],
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
