import { type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { batchSelectionParams, checkSelection, thresholdActivation, thresholdState } from "./batch-selection.ts";
import { batchTopKLoss } from "./batch-top-k-loss.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof batchSelectionParams & { readonly auxCoefficient: NumberField; readonly initNorm: NumberField } = {
  ...trainingParams,
  ...batchSelectionParams,
  auxCoefficient: number({
    label: "AuxK coefficient",
    doc: "Weight of the auxiliary loss that makes dead latents explain what is left over; 0 for none.",
    default: 1,
    min: 0,
    max: 1000,
  }),
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns and decoder rows.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/batch-top-k`. */
export const batchTopKAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/batch-top-k",
  title: "BatchTopK sparse autoencoder",
  summary: "The largest codes of a whole batch are kept, so that samples may differ in how many they need.",
  references: [
    { text: "Bussmann et al. 2024, BatchTopK sparse autoencoders", url: "https://arxiv.org/abs/2412.06410" },
    { text: "SAELens, BatchTopK training", url: "https://github.com/decoderesearch/SAELens" },
  ],
  params,
  check: (params) => checkSelection("batchTopK", params),
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm }) => ({ decoder: initNorm, encoder: initNorm }),
    activation: (params, trained) => thresholdActivation(trained, params),
  }),
  state: thresholdState,
  needsDead: ({ auxCoefficient }) => auxCoefficient > 0,
  loss: batchTopKLoss,
};

/** The sparse autoencoder that keeps the largest codes of a whole batch. */
export const batchTopK: DecomposerDefinition<typeof params> = defineAutoencoder(batchTopKAutoencoder);
