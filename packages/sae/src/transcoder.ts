import { type BooleanField, boolean, fail, matrix, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { initialWeights } from "./initial-weights.ts";
import { penaltyState } from "./penalty.ts";
import { resampleAcross } from "./resample-across.ts";
import type { Setting } from "./setting.ts";
import { checkSparsity, sparsityActivation, sparsityParams } from "./sparsity.ts";
import { trainingParams } from "./training-params.ts";
import { transcoderLoss } from "./transcoder-loss.ts";

const params: typeof trainingParams &
  typeof sparsityParams & { readonly skip: BooleanField; readonly initNorm: NumberField } = {
  ...trainingParams,
  ...sparsityParams,
  skip: boolean({
    label: "skip connection",
    doc: "Whether a linear map of the inputs, learned beside the latents, is added to the outputs.",
    default: false,
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

type Params = ParamsOf<typeof params>;

/** What distinguishes `sae/transcoder`. */
export const transcoderAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/transcoder",
  title: "Transcoder",
  summary: "Latents read one place of a network and write another, such as the inputs and outputs of a layer.",
  references: [
    {
      text: "Dunefsky et al. 2024, Transcoders find interpretable LLM feature circuits",
      url: "https://arxiv.org/abs/2406.11944",
    },
    {
      text: "Paulo et al. 2025, Transcoders beat sparse autoencoders for interpretability",
      url: "https://arxiv.org/abs/2501.18823",
    },
  ],
  params,
  tags: { needsParts: true },
  check: (params, { parts }) => {
    checkSparsity("transcoder", params);
    if (parts.length !== 2) {
      fail("bad-param", {
        where: "transcoder",
        problem: "activations must be joined from two parts, inputs and outputs",
        got: `${parts.length} part(s)`,
        cure: "give the source parts, or join two sources with joinSources",
      });
    }
  },
  weights: (params, setting) => {
    const { latents, trainDecoderBias } = params;
    const [width, outputs] = widthsOf(setting);
    return {
      encoder: { shape: [width, latents], latentAxis: "last" },
      encoderBias: { shape: [latents], latentAxis: "first" },
      decoder: { shape: [latents, outputs], latentAxis: "first" },
      decoderBias: { shape: [outputs], trained: trainDecoderBias },
      ...(params.skip && { skip: { shape: [outputs, width] } }),
    };
  },
  /** Encoder and decoder in independent directions, for they live in different spaces; no skip connection yet. */
  initial: (rng, { latents, initNorm, skip }, setting) => {
    const [width, outputs] = widthsOf(setting);
    const norms = { latents, decoderNorm: initNorm, encoderNorm: initNorm };
    const { encoder, encoderBias } = initialWeights(rng.split("read"), { dim: width, ...norms });
    const { decoder, decoderBias } = initialWeights(rng.split("write"), { dim: outputs, ...norms });
    return {
      encoder,
      encoderBias,
      decoder,
      decoderBias,
      ...(skip && { skip: new Float32Array(outputs * width) }),
    };
  },
  state: penaltyState,
  needsDead: () => false,
  loss: transcoderLoss,
  revive: ({ weights, inputs, residuals, dead, rng }, { initNorm }) => {
    const changed = resampleAcross(weights, { inputs, residuals }, dead, rng, { decoder: initNorm, encoder: initNorm });
    for (const latent of changed) weights.encoderBias[latent] = 0;
    return changed;
  },
  exported: (trained, params, setting) => {
    const [width, outputs] = widthsOf(setting);
    const { encoderBias, decoderBias, skip } = trained.weights as typeof trained.weights & { skip?: Float32Array };
    const offset = new Float32Array(setting.dim);
    offset.set(decoderBias, width);
    return {
      ...embedded(trained.weights, params, setting),
      encoderBias,
      offset,
      activation: sparsityActivation(params),
      ...(skip && { skip: embeddedSkip(skip, width, outputs) }),
    };
  },
};

function widthsOf({ parts }: Setting): readonly [number, number] {
  return [parts[0]!, parts[1]!];
}

/** Encoder columns that are 0 on the outputs, and decoder rows that are 0 on the inputs. */
function embedded(
  { encoder, decoder }: { readonly encoder: Float32Array; readonly decoder: Float32Array },
  { latents }: Params,
  setting: Setting,
): { readonly encoder: Float32Array; readonly decoder: Float32Array } {
  const [width, outputs] = widthsOf(setting);
  const { dim } = setting;
  const reads = new Float32Array(dim * latents);
  reads.set(encoder);
  const writes = new Float32Array(latents * dim);
  for (let i = 0; i < latents; i++) {
    writes.set(decoder.subarray(i * outputs, (i + 1) * outputs), i * dim + width);
  }
  return { encoder: reads, decoder: writes };
}

/** `W_skip [outputs × inputs]` as a map of joined activations, row vectors times a matrix. */
function embeddedSkip(skip: Float32Array, width: number, outputs: number): ReturnType<typeof matrix> {
  const dim = width + outputs;
  const out = matrix(dim, dim);
  for (let j = 0; j < outputs; j++) {
    for (let i = 0; i < width; i++) out.data[i * dim + width + j] = skip[j * width + i]!;
  }
  return out;
}

/** The autoencoder that predicts one part of an activation from the other. */
export const transcoder: DecomposerDefinition<typeof params> = defineAutoencoder(transcoderAutoencoder);
