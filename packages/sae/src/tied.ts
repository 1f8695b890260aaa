import { transpose } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { initialWeights } from "./initial-weights.ts";
import { rectifiedLoss } from "./l1-loss.ts";
import { penaltyParams, penaltyState } from "./penalty.ts";
import { resample } from "./resample.ts";
import { standardSpecs } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof penaltyParams & { readonly l1Coefficient: NumberField; readonly initNorm: NumberField } = {
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
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first decoder rows, which are the encoder columns, too.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/tied`. */
export const tiedAutoencoder: AutoencoderDefinition<typeof params, "encoderBias" | "decoder" | "decoderBias"> = {
  id: "sae/tied",
  title: "Tied sparse autoencoder",
  summary: "An L1 autoencoder that encodes with its decoder: a latent listens along the direction that it writes.",
  references: [
    {
      text: "Cunningham et al. 2023, Sparse autoencoders find highly interpretable features in language models",
      url: "https://arxiv.org/abs/2309.08600",
    },
    {
      text: "Chanin et al. 2024, Toy models of feature absorption in SAEs",
      url: "https://www.lesswrong.com/posts/kcg58WhRxFA9hv9vN/toy-models-of-feature-absorption-in-saes",
    },
  ],
  params,
  weights: (params, { dim }) => {
    const { encoder: _, ...rest } = standardSpecs(params, dim);
    return rest;
  },
  initial: (rng, { latents, initNorm }, { dim }) => {
    const { encoder: _, ...rest } = initialWeights(rng, { dim, latents, decoderNorm: initNorm, encoderNorm: initNorm });
    return rest;
  },
  state: penaltyState,
  needsDead: () => false,
  /** As `l1Loss`, with `W_enc = W_decᵀ`: one matrix, which learns from both of its uses. */
  loss: (input, params) => {
    const weights = { encoder: transpose(input.weights.decoder), ...input.weights };
    return rectifiedLoss(input, weights, { ...params, decoderNorm: "free" });
  },
  revive: ({ weights, residuals, dead, rng }, { initNorm }) => {
    const changed = resample(weights, residuals, dead, rng, { decoder: initNorm, encoder: initNorm });
    for (const latent of changed) weights.encoderBias[latent] = 0;
    return changed;
  },
  exported: ({ weights: { encoderBias, decoder, decoderBias } }, { latents }) => {
    const dim = decoderBias.length;
    const encoder = decoder.map((_, at) => decoder[(at % latents) * dim + Math.floor(at / latents)]!);
    return { encoder, encoderBias, decoder, center: decoderBias, offset: decoderBias, activation: { kind: "relu" } };
  },
};

/** The L1 sparse autoencoder whose encoder is its decoder transposed. */
export const tied: DecomposerDefinition<typeof params> = defineAutoencoder(tiedAutoencoder);
