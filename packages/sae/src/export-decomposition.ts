import { matrix } from "@exampledon/core";
import { type Activation, createDecomposition, type Decomposition } from "@exampledon/decomposer";
import type { Weights } from "./weights.ts";

/** What besides the weights describes a trained autoencoder. */
export interface ExportOptions {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly dim: number;
  readonly latents: number;
  /** How codes follow from pre-activations in lengths of decoder rows. */
  readonly activation: Activation;
}

/**
 * The autoencoder as a decomposition: the lengths of decoder rows move into encoder columns and biases, so that write
 * rows have unit length and activity is in lengths of them. Reconstructions stay the same.
 */
export function exportDecomposition(weights: Weights<Float32Array>, options: ExportOptions): Decomposition {
  const { method, params, dim, latents, activation } = options;
  const { decoder, decoderBias } = weights;
  const read = matrix(latents, dim);
  const write = matrix(latents, dim);
  const bias = new Float32Array(latents);
  for (let i = 0; i < latents; i++) {
    let square = 0;
    for (let j = 0; j < dim; j++) square += decoder[i * dim + j]! ** 2;
    const length = Math.sqrt(square);
    bias[i] = weights.encoderBias[i]! * length;
    for (let j = 0; j < dim; j++) {
      read.data[i * dim + j] = weights.encoder[j * latents + i]! * length;
      write.data[i * dim + j] = length > 0 ? decoder[i * dim + j]! / length : 0;
    }
  }
  return createDecomposition({
    method,
    params,
    read,
    write,
    offset: decoderBias,
    center: decoderBias,
    bias,
    activation,
  });
}
