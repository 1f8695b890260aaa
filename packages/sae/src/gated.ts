import {
  type BooleanField,
  boolean,
  type ChoiceField,
  choice,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { decoderLengths } from "./export-decomposition.ts";
import { type GatedWeight, gatedLoss } from "./gated-loss.ts";
import { initialWeights } from "./initial-weights.ts";
import { penaltyParams, penaltyState } from "./penalty.ts";
import { type LatentLengths, resample } from "./resample.ts";
import { standardSpecs } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof penaltyParams & {
    readonly l1Coefficient: NumberField;
    readonly freezeDecoder: BooleanField;
    readonly decoderNorm: ChoiceField<"free" | "unit">;
    readonly initNorm: NumberField;
  } = {
  ...trainingParams,
  ...penaltyParams,
  l1Coefficient: number({
    label: "L1 coefficient",
    doc: "Weight of the sparsity penalty, the sum of open gates in lengths of their decoder rows.",
    default: 1,
    min: 0,
    max: 1000,
    sweep: [4, 2, 1, 0.5, 0.25],
  }),
  freezeDecoder: boolean({
    label: "freeze decoder",
    doc: "Whether the term that teaches the gates leaves the decoder alone, as in the paper; else as in SAELens.",
    default: true,
  }),
  decoderNorm: choice({
    label: "decoder norm",
    doc: "Whether decoder rows are held at unit length, or free: then, while frozen, they shrink to evade the penalty.",
    default: "unit",
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

/** What distinguishes `sae/gated`. */
export const gatedAutoencoder: AutoencoderDefinition<typeof params, GatedWeight> = {
  id: "sae/gated",
  title: "Gated sparse autoencoder",
  summary: "A gate decides whether a latent is on and a second reading how much, so the penalty does not shrink codes.",
  references: [
    {
      text: "Rajamanoharan et al. 2024, Improving dictionary learning with gated SAEs",
      url: "https://arxiv.org/abs/2404.16014",
    },
  ],
  params,
  weights: (params, { dim }) => {
    const {
      encoder,
      encoderBias: vector,
      decoder,
      decoderBias,
    } = standardSpecs(params, dim, params.decoderNorm === "unit");
    return { encoder, gateBias: vector, magnitudeBias: vector, magnitudeScale: vector, decoder, decoderBias };
  },
  initial: (rng, params, { dim }) => {
    const { latents } = params;
    const norms = firstNorms(params);
    const first = initialWeights(rng, { dim, latents, decoderNorm: norms.decoder, encoderNorm: norms.encoder });
    const { encoder, decoder, decoderBias } = first;
    const zeros = (): Float32Array => new Float32Array(latents);
    return { encoder, gateBias: zeros(), magnitudeBias: zeros(), magnitudeScale: zeros(), decoder, decoderBias };
  },
  state: penaltyState,
  needsDead: () => false,
  loss: gatedLoss,
  revive: ({ weights, residuals, dead, rng }, params) => {
    const changed = resample(weights, residuals, dead, rng, firstNorms(params));
    for (const latent of changed) {
      for (const vector of [weights.gateBias, weights.magnitudeBias, weights.magnitudeScale]) vector[latent] = 0;
    }
    return changed;
  },
  // Gate and magnitude rise with the same reading u, so a gate is a threshold on m: g > 0 where m > b_mag − e^r b_gate.
  exported: ({ weights }, { latents }) => {
    const { encoder, decoder, decoderBias, gateBias, magnitudeBias, magnitudeScale } = weights;
    const lengths = decoderLengths(decoder, latents);
    const factors = magnitudeScale.map(Math.exp);
    const thresholds = Float32Array.from(
      lengths,
      (length, i) => length * Math.max(0, magnitudeBias[i]! - factors[i]! * gateBias[i]!),
    );
    return {
      encoder: encoder.map((value, at) => value * factors[at % latents]!),
      encoderBias: magnitudeBias,
      decoder,
      center: decoderBias,
      offset: decoderBias,
      activation: { kind: "threshold", thresholds },
    };
  },
};

function firstNorms({ initNorm, decoderNorm }: ParamsOf<typeof params>): LatentLengths {
  return { decoder: decoderNorm === "unit" ? 1 : initNorm, encoder: initNorm };
}

/** The sparse autoencoder whose latents have a gate and a magnitude. */
export const gated: DecomposerDefinition<typeof params> = defineAutoencoder(gatedAutoencoder);
