import { fail, type IntegerField, integer, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { batchSelectionParams, checkSelection, thresholdActivation, thresholdState } from "./batch-selection.ts";
import { matryoshkaLoss } from "./matryoshka-loss.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof batchSelectionParams & {
    readonly levels: IntegerField;
    readonly levelRatio: NumberField;
    readonly auxCoefficient: NumberField;
    readonly initNorm: NumberField;
  } = {
  ...trainingParams,
  ...batchSelectionParams,
  levels: integer({ doc: "Nested dictionaries, the full one included.", default: 3, min: 1, max: 20 }),
  levelRatio: number({
    label: "level ratio",
    doc: "How many times as many latents each dictionary has as the one inside it.",
    default: 2.5,
    min: 1.01,
    max: 100,
  }),
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

/** What distinguishes `sae/matryoshka`. */
export const matryoshkaAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/matryoshka",
  title: "Matryoshka sparse autoencoder",
  summary: "A BatchTopK autoencoder whose first latents must reconstruct by themselves, and the next with them.",
  references: [
    {
      text: "Bussmann et al. 2025, Learning multi-level features with Matryoshka SAEs",
      url: "https://arxiv.org/abs/2503.17547",
    },
    {
      text: "Nabeshima 2024, Matryoshka sparse autoencoders",
      url: "https://www.lesswrong.com/posts/zbebxYCqsryPALh8C/matryoshka-sparse-autoencoders",
    },
  ],
  params,
  check: (params) => {
    checkSelection("matryoshka", params);
    const widths = matryoshkaWidths(params);
    if (widths.some((width, level) => width <= (widths[level - 1] ?? 0))) {
      fail("bad-param", {
        where: "matryoshka",
        problem: `each of the ${params.levels} dictionaries must hold more latents than the one inside it`,
        got: widths,
        cure: "lower levels or levelRatio, or raise latents",
      });
    }
  },
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm }) => ({ decoder: initNorm, encoder: initNorm }),
    activation: (params, trained) => thresholdActivation(trained, params),
  }),
  state: thresholdState,
  needsDead: ({ auxCoefficient }) => auxCoefficient > 0,
  loss: (input, params) => matryoshkaLoss(input, { ...params, widths: matryoshkaWidths(params) }),
};

/** Latents of the nested dictionaries: `latents / ratio^i`, rounded, rising. */
export function matryoshkaWidths(of: {
  readonly latents: number;
  readonly levels: number;
  readonly levelRatio: number;
}): readonly number[] {
  const { latents, levels, levelRatio } = of;
  return Array.from({ length: levels }, (_, i) => Math.round(latents / levelRatio ** (levels - 1 - i)));
}

/** The BatchTopK sparse autoencoder of nested dictionaries. */
export const matryoshka: DecomposerDefinition<typeof params> = defineAutoencoder(matryoshkaAutoencoder);
