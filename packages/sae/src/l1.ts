import { type ChoiceField, choice, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { l1Loss } from "./l1-loss.ts";
import { penaltyParams, penaltyState } from "./penalty.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof penaltyParams & {
    readonly l1Coefficient: NumberField;
    readonly decoderNorm: ChoiceField<"free" | "unit">;
    readonly initNorm: NumberField;
  } = {
  ...trainingParams,
  ...penaltyParams,
  l1Coefficient: number({
    label: "L1 coefficient",
    doc: "Weight of the sparsity penalty, the sum of codes in lengths of their decoder rows.",
    default: 0.3,
    min: 0,
    max: 1000,
    sweep: [0.8, 0.4, 0.2, 0.1, 0.05],
  }),
  decoderNorm: choice({
    label: "decoder norm",
    doc: "Whether decoder rows are free, with the penalty weighted by their lengths, or held at unit length.",
    default: "free",
    choices: ["free", "unit"],
  }),
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns, and of the first decoder rows unless they are held at 1.",
    default: 0.1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/l1`. */
export const l1Autoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/l1",
  title: "L1 sparse autoencoder",
  summary: "Codes are rectified readings, kept few by a penalty on their sum.",
  references: [
    {
      text: "Bricken et al. 2023, Towards Monosemanticity",
      url: "https://transformer-circuits.pub/2023/monosemantic-features",
    },
    {
      text: "Conerly et al. 2024, Update on how we train SAEs",
      url: "https://transformer-circuits.pub/2024/april-update/index.html#training-saes",
    },
  ],
  params,
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm, decoderNorm }) => ({
      decoder: decoderNorm === "unit" ? 1 : initNorm,
      encoder: initNorm,
    }),
    unitDecoder: ({ decoderNorm }) => decoderNorm === "unit",
    activation: () => ({ kind: "relu" }),
  }),
  state: penaltyState,
  needsDead: () => false,
  loss: l1Loss,
};

/** The sparse autoencoder with an L1 penalty on its codes. */
export const l1: DecomposerDefinition<typeof params> = defineAutoencoder(l1Autoencoder);
