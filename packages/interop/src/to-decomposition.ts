import { type Matrix, matrix, rowNorms } from "@exampledon/core";
import { type Activation, createDecomposition, type Decomposition } from "@exampledon/decomposer";
import { formats } from "./formats.ts";
import type { SaeActivation, SaeWeights } from "./sae-weights.ts";
import type { SavedSae } from "./saved-sae.ts";
import { weightsOf } from "./weights-of.ts";

/**
 * A saved autoencoder as a decomposition: reconstructions are the same, and activity is in lengths of unit write rows;
 * {@link codesOf} gives the codes of the format. A transcoder reads and writes one joined activation `[dimIn + dimOut]`: it
 * reads from the front and writes to the back; so does a skip connection.
 * @throws `corrupt-file`, `missing-capability`
 */
export function toDecomposition(saved: SavedSae): Decomposition {
  return decompositionOf(saved, weightsOf(saved));
}

/** The same, from weights that were read already. */
export function decompositionOf(saved: SavedSae, weights: SaeWeights): Decomposition {
  const { dimIn, dimOut, latents, transcoder, decoderBias, centred } = weights;
  const dim = transcoder ? dimIn + dimOut : dimIn;
  const shift = transcoder ? dimIn : 0;
  const read = matrix(latents, dim);
  const write = matrix(latents, dim);
  const bias = new Float32Array(latents);
  const lengths = weights.rescaled ? decoderLengths(weights) : undefined;
  for (let i = 0; i < latents; i++) {
    const length = lengths?.[i] || 1;
    bias[i] = weights.encoderBias[i]! * length;
    for (let j = 0; j < dimIn; j++) read.data[i * dim + j] = weights.encoder[j * latents + i]! * length;
    for (let j = 0; j < dimOut; j++) write.data[i * dim + shift + j] = weights.decoder[i * dimOut + j]! / length;
  }
  const offset = new Float32Array(dim);
  offset.set(decoderBias, shift);
  return createDecomposition({
    ...formats[saved.format].provenance(saved.config),
    read,
    write,
    offset,
    center: centred ? decoderBias : undefined,
    bias,
    activation: activationOf(weights.activation),
    ...(weights.skip && { skip: embeddedSkip(weights.skip, weights, shift) }),
  });
}

/** `W_skip [dimOut × dimIn]` as a map of joined activations, row vectors times a matrix. */
function embeddedSkip(skip: Float32Array, { dimIn, dimOut }: SaeWeights, shift: number): Matrix {
  const dim = shift + dimOut;
  const out = matrix(dim, dim);
  for (let j = 0; j < dimOut; j++) {
    for (let i = 0; i < dimIn; i++) out.data[i * dim + shift + j] = skip[j * dimIn + i]!;
  }
  return out;
}

/** Lengths of the decoder rows, float64 `[latents]`. */
export function decoderLengths({ decoder, latents, dimOut }: SaeWeights): Float64Array {
  return rowNorms(matrix(latents, dimOut, decoder));
}

function activationOf(activation: SaeActivation): Activation {
  if (activation.kind !== "threshold") return activation;
  // Codes are rectified, too: a threshold below 0 keeps what one of 0 keeps.
  return { kind: "threshold", thresholds: activation.thresholds.map((value) => Math.max(value, 0)) };
}
