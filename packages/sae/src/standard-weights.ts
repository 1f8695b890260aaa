import type { Activation } from "@exampledon/decomposer";
import { initialWeights } from "./initial-weights.ts";
import type { Recipe, TrainedNumbers } from "./recipe.ts";
import { type LatentLengths, resample } from "./resample.ts";
import type { TrainingParams } from "./training-params.ts";
import type { StandardWeight, WeightSpec } from "./weights.ts";

/** What an autoencoder with the four usual arrays still has to say about them. */
export interface StandardWeightsOptions<P> {
  /** Lengths of the first decoder rows and encoder columns. */
  initialNorms(params: P): LatentLengths;
  /** Whether decoder rows are held at unit length. Default false. */
  unitDecoder?(params: P): boolean;
  /** How codes follow from pre-activations in lengths of decoder rows. */
  activation(params: P, trained: TrainedNumbers): Activation;
}

type StandardPart<P, W extends string> = Pick<Recipe<P, W>, "weights" | "initial" | "revive" | "exported">;

/** The part of a recipe that concerns encoder, decoder and their biases, to be spread into it. */
export function standardWeights<P extends TrainingParams>(
  options: StandardWeightsOptions<P>,
): StandardPart<P, StandardWeight> {
  return {
    weights: (params, { dim }) => standardSpecs(params, dim, options.unitDecoder?.(params)),
    initial: (rng, params, { dim }) => {
      const { decoder, encoder } = options.initialNorms(params);
      return initialWeights(rng, { dim, latents: params.latents, decoderNorm: decoder, encoderNorm: encoder });
    },
    revive: ({ weights, residuals, dead, rng }, params) => {
      const changed = resample(weights, residuals, dead, rng, options.initialNorms(params));
      for (const latent of changed) weights.encoderBias[latent] = 0;
      return changed;
    },
    exported: (trained, params) => {
      const { encoder, encoderBias, decoder, decoderBias } = trained.weights;
      const activation = options.activation(params, trained);
      return { encoder, encoderBias, decoder, center: decoderBias, offset: decoderBias, activation };
    },
  };
}

/** What the trainer must know of the four usual arrays. */
export function standardSpecs(
  { latents, trainDecoderBias }: Pick<TrainingParams, "latents" | "trainDecoderBias">,
  dim: number,
  unitDecoder = false,
): Readonly<Record<StandardWeight, WeightSpec>> {
  return {
    encoder: { shape: [dim, latents], latentAxis: "last" },
    encoderBias: { shape: [latents], latentAxis: "first" },
    decoder: { shape: [latents, dim], latentAxis: "first", unitRows: unitDecoder },
    decoderBias: { shape: [dim], trained: trainDecoderBias },
  };
}
