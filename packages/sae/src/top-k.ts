import {
  type ChoiceField,
  choice,
  fail,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { standardWeights } from "./standard-weights.ts";
import { topKLoss } from "./top-k-loss.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams & {
  readonly k: IntegerField;
  readonly auxCoefficient: NumberField;
  readonly auxVariant: ChoiceField<"raw" | "normalised">;
  readonly decoderNorm: ChoiceField<"rescaled" | "unit">;
  readonly initNorm: NumberField;
} = {
  ...trainingParams,
  k: integer({
    doc: "Latents on per sample, at most.",
    unit: "latents",
    default: 1,
    min: 1,
    max: 100_000,
    sweep: [1, 2, 3, 5, 8],
  }),
  auxCoefficient: number({
    label: "AuxK coefficient",
    doc: "Weight of the auxiliary loss that makes dead latents explain what is left over; 0 for none.",
    default: 1,
    min: 0,
    max: 1000,
  }),
  auxVariant: choice({
    label: "AuxK variant",
    doc: "Whether the auxiliary loss is SAELens' or dictionary_learning's: rectified, without bias, over the variance left.",
    default: "raw",
    choices: ["raw", "normalised"],
  }),
  decoderNorm: choice({
    label: "decoder norm",
    doc: "Whether decoder rows are free, with selection by codes in their lengths, or held at unit length.",
    default: "rescaled",
    choices: ["rescaled", "unit"],
  }),
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns, and of the first decoder rows unless they are held at 1.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/top-k`. */
export const topKAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/top-k",
  title: "TopK sparse autoencoder",
  summary: "Of each sample's codes only the k largest are kept, so sparsity is set and not traded.",
  references: [
    { text: "Gao et al. 2024, Scaling and evaluating sparse autoencoders", url: "https://arxiv.org/abs/2406.04093" },
    { text: "SAELens, TopK training", url: "https://github.com/decoderesearch/SAELens" },
  ],
  params,
  check: ({ k, latents }) => {
    if (k > latents) {
      fail("bad-param", {
        where: "topK",
        problem: `k must be an integer in [1, ${latents}]`,
        got: k,
        cure: "lower k or raise latents",
      });
    }
  },
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm, decoderNorm }) => ({
      decoder: decoderNorm === "unit" ? 1 : initNorm,
      encoder: initNorm,
    }),
    unitDecoder: ({ decoderNorm }) => decoderNorm === "unit",
    activation: ({ k }) => ({ kind: "top-k", k }),
  }),
  needsDead: ({ auxCoefficient }) => auxCoefficient > 0,
  loss: topKLoss,
};

/** The sparse autoencoder that keeps the k largest codes of each sample. */
export const topK: DecomposerDefinition<typeof params> = defineAutoencoder(topKAutoencoder);
