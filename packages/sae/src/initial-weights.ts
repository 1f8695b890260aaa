import type { Rng } from "@exampledon/core";
import type { Weights } from "./weights.ts";

/** Sizes and lengths of the first weights. */
export interface InitialWeightsOptions {
  readonly dim: number;
  readonly latents: number;
  /** Length of every decoder row. */
  readonly decoderNorm: number;
  /** Length of every encoder column. */
  readonly encoderNorm: number;
}

/**
 * Decoder rows in independent uniform directions, each encoder column parallel to its row, biases 0: SAELens' start.
 *
 * `rng` must be a stream of its own. Drawn from the stream that drew the planted dictionary, these directions can be
 * that dictionary, and every score reads 1.00.
 */
export function initialWeights(rng: Rng, options: InitialWeightsOptions): Weights<Float32Array> {
  const { dim, latents, decoderNorm, encoderNorm } = options;
  const encoder = new Float32Array(dim * latents);
  const decoder = new Float32Array(latents * dim);
  for (let i = 0; i < latents; i++) {
    const row = Float64Array.from({ length: dim }, () => rng.normal());
    const length = Math.hypot(...row);
    for (let j = 0; j < dim; j++) {
      decoder[i * dim + j] = (row[j]! / length) * decoderNorm;
      encoder[j * latents + i] = (row[j]! / length) * encoderNorm;
    }
  }
  return { encoder, encoderBias: new Float32Array(latents), decoder, decoderBias: new Float32Array(dim) };
}
