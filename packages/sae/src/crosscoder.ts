import { type NumberField, number } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { crosscoderLoss } from "./crosscoder-loss.ts";
import { decoderLengths } from "./export-decomposition.ts";
import { initialWeights } from "./initial-weights.ts";
import { rangesOf } from "./parts.ts";
import { penaltyState } from "./penalty.ts";
import { resample } from "./resample.ts";
import { checkSparsity, sparsityActivation, sparsityParams } from "./sparsity.ts";
import { standardSpecs } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams & typeof sparsityParams & { readonly initNorm: NumberField } = {
  ...trainingParams,
  ...sparsityParams,
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns and decoder rows, in each part.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/crosscoder`. */
export const crosscoderAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/crosscoder",
  title: "Crosscoder",
  summary: "One dictionary for several networks or layers: a latent reads all of them and has a direction in each.",
  references: [
    {
      text: "Lindsey et al. 2024, Sparse crosscoders for cross-layer features and model diffing",
      url: "https://transformer-circuits.pub/2024/crosscoders/index.html",
    },
  ],
  params,
  tags: { needsParts: true },
  check: (params) => checkSparsity("crosscoder", params),
  weights: (params, { dim }) => standardSpecs(params, dim),
  /** In each part a random direction of its own; the encoder is the decoder transposed. */
  initial: (rng, { latents, initNorm }, { dim, parts }) => {
    const norms = { latents, decoderNorm: initNorm, encoderNorm: initNorm };
    const encoder = new Float32Array(dim * latents);
    const decoder = new Float32Array(latents * dim);
    rangesOf(parts).forEach(([from, to], index) => {
      const size = to - from;
      const part = initialWeights(rng.split(index), { dim: size, ...norms });
      encoder.set(part.encoder, from * latents);
      for (let i = 0; i < latents; i++) decoder.set(part.decoder.subarray(i * size, (i + 1) * size), i * dim + from);
    });
    return { encoder, encoderBias: new Float32Array(latents), decoder, decoderBias: new Float32Array(dim) };
  },
  state: penaltyState,
  needsDead: () => false,
  loss: crosscoderLoss,
  revive: ({ weights, residuals, dead, rng }, { initNorm }) => {
    const changed = resample(weights, residuals, dead, rng, { decoder: initNorm, encoder: initNorm });
    for (const latent of changed) weights.encoderBias[latent] = 0;
    return changed;
  },
  exported: ({ weights: { encoder, encoderBias, decoder, decoderBias } }, params, { parts, dim }) => {
    const activation = sparsityActivation(params);
    const form = { encoder, encoderBias, decoder, offset: decoderBias };
    if (activation.kind !== "top-k") return { ...form, activation };
    // Codes compete in sums of lengths over the parts, and come out in lengths of whole rows.
    const whole = decoderLengths(decoder, params.latents);
    const scales = Float32Array.from(whole, (length, i) => length / summedLength(decoder, i, parts, dim) || 1);
    return { ...form, activation: { ...activation, scales } };
  },
};

function summedLength(decoder: Float32Array, latent: number, parts: readonly number[], dim: number): number {
  return rangesOf(parts).reduce(
    (sum, [from, to]) => sum + Math.hypot(...decoder.subarray(latent * dim + from, latent * dim + to)),
    0,
  );
}

/** The autoencoder with one code for several parts. */
export const crosscoder: DecomposerDefinition<typeof params> = defineAutoencoder(crosscoderAutoencoder);
