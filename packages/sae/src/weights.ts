/** The four arrays of a sparse autoencoder, as tensors, nodes or numbers. */
export type Weights<T> = {
  /** `[dim × latents]`; column i is what latent i listens to. */
  readonly encoder: T;
  /** `[latents]`. */
  readonly encoderBias: T;
  /** `[latents × dim]`; row i is what latent i adds: the dictionary. */
  readonly decoder: T;
  /** `[dim]`; subtracted before encoding and added after decoding. */
  readonly decoderBias: T;
};

/** The shape of each array. */
export function weightShapes(dim: number, latents: number): Weights<readonly number[]> {
  return { encoder: [dim, latents], encoderBias: [latents], decoder: [latents, dim], decoderBias: [dim] };
}

/** Applies a function to each array, in a fixed order. */
export function mapWeights<T, U>(weights: Weights<T>, map: (value: T, name: keyof Weights<T>) => U): Weights<U> {
  return {
    encoder: map(weights.encoder, "encoder"),
    encoderBias: map(weights.encoderBias, "encoderBias"),
    decoder: map(weights.decoder, "decoder"),
    decoderBias: map(weights.decoderBias, "decoderBias"),
  };
}
