import { type IntegerField, integer, type NumberField, number } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { initialWeights } from "./initial-weights.ts";
import { matchingPursuitLoss } from "./matching-pursuit-loss.ts";
import { resample } from "./resample.ts";
import { standardSpecs } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams & {
  readonly maxIterations: IntegerField;
  readonly residualThreshold: NumberField;
} = {
  ...trainingParams,
  maxIterations: integer({
    label: "most iterations",
    doc: "Steps of the pursuit, at most; every training step costs as many encodings. SAELens takes the width of activations.",
    unit: "steps",
    default: 8,
    min: 1,
    max: 10_000,
    sweep: [1, 2, 3, 5, 8],
  }),
  residualThreshold: number({
    label: "residual threshold",
    doc: "A sample is done when what is left of it is shorter than this, in units of activations as scaled; 0 for never.",
    default: 0.01,
    min: 0,
    max: 1000,
  }),
};

/** Rows and columns are held at unit length. */
const UNIT = { decoder: 1, encoder: 1 };

/** What distinguishes `sae/matching-pursuit`. */
export const matchingPursuitAutoencoder: AutoencoderDefinition<typeof params, "decoder" | "decoderBias"> = {
  id: "sae/matching-pursuit",
  title: "Matching-pursuit sparse autoencoder",
  summary: "Latents are chosen one after another, each for what those before it left over; there is no encoder.",
  references: [
    {
      text: "Costa et al. 2025, From flat to hierarchical: extracting sparse representations with matching pursuit",
      url: "https://arxiv.org/abs/2506.03093",
    },
    { text: "SAELens, matching-pursuit training", url: "https://github.com/decoderesearch/SAELens" },
  ],
  params,
  weights: (params, { dim }) => {
    const { decoder, decoderBias } = standardSpecs(params, dim, true);
    return { decoder, decoderBias };
  },
  initial: (rng, { latents }, { dim }) => {
    const { decoder, decoderBias } = initialWeights(rng, { dim, latents, decoderNorm: 1, encoderNorm: 1 });
    return { decoder, decoderBias };
  },
  needsDead: () => false,
  loss: matchingPursuitLoss,
  revive: ({ weights, residuals, dead, rng }) => resample(weights, residuals, dead, rng, UNIT),
  exported: ({ weights: { decoder, decoderBias } }, { latents, maxIterations, residualThreshold }) => {
    const dim = decoderBias.length;
    return {
      encoder: decoder.map((_, at) => decoder[(at % latents) * dim + Math.floor(at / latents)]!),
      decoder,
      center: decoderBias,
      offset: decoderBias,
      activation: { kind: "matching", steps: maxIterations, residual: residualThreshold },
    };
  },
};

/** The sparse autoencoder whose encoder is a pursuit in its decoder. */
export const matchingPursuit: DecomposerDefinition<typeof params> = defineAutoencoder(matchingPursuitAutoencoder);
