import { type Matrix, matrix } from "@exampledon/core";
import { type Activation, createDecomposition, type Decomposition } from "@exampledon/decomposer";

/** A trained autoencoder as a linear encoder, an activation and a linear decoder. */
export interface TrainedForm {
  /** `[dim × latents]`. */
  readonly encoder: Float32Array;
  /** `[latents]`. Left out where there is none. */
  readonly encoderBias?: Float32Array | undefined;
  /** `[latents × dim]`. */
  readonly decoder: Float32Array;
  /** Subtracted before encoding, `[dim]`. Left out where nothing is. */
  readonly center?: Float32Array | undefined;
  /** Added after decoding, `[dim]`. */
  readonly offset: Float32Array;
  /** How codes follow from pre-activations in lengths of decoder rows; thresholds are in these lengths, too. */
  readonly activation: Activation;
  /** A linear map of activations beside the latents, `[dim × dim]`. Default none. */
  readonly skip?: Matrix | undefined;
}

/** What besides its arrays describes a trained autoencoder. */
export interface ExportOptions {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly latents: number;
  /** What activations were multiplied by in training; it is folded into the arrays. Default 1. */
  readonly scale?: number;
}

/**
 * The autoencoder as a decomposition: the lengths of decoder rows move into encoder columns and biases, so that write
 * rows have unit length and activity is in lengths of them; a scale `s` of the input goes into biases, thresholds and
 * offset (`/ s`), the decoder bias included. Reconstructions stay the same.
 */
export function exportDecomposition(form: TrainedForm, options: ExportOptions): Decomposition {
  const { method, params, latents, scale = 1 } = options;
  const { encoder, decoder, encoderBias } = form;
  const dim = decoder.length / latents;
  const read = matrix(latents, dim);
  const write = matrix(latents, dim);
  const lengths = decoderLengths(decoder, latents);
  for (let i = 0; i < latents; i++) {
    const length = lengths[i]!;
    for (let j = 0; j < dim; j++) {
      read.data[i * dim + j] = encoder[j * latents + i]! * length;
      write.data[i * dim + j] = length > 0 ? decoder[i * dim + j]! / length : 0;
    }
  }
  const unscaled = (data: Float32Array): Float32Array => data.map((value) => value / scale);
  return createDecomposition({
    method,
    params,
    read,
    write,
    offset: unscaled(form.offset),
    center: form.center && unscaled(form.center),
    bias: encoderBias && unscaled(encoderBias.map((value, i) => value * lengths[i]!)),
    activation: unscaledActivation(form.activation, scale, unscaled),
    ...(form.skip && { skip: form.skip }),
  });
}

/** Lengths of decoder rows `[latents × dim]`. */
export function decoderLengths(decoder: Float32Array, latents: number): Float64Array {
  const dim = decoder.length / latents;
  return Float64Array.from({ length: latents }, (_, i) => {
    let square = 0;
    for (let j = 0; j < dim; j++) square += decoder[i * dim + j]! ** 2;
    return Math.sqrt(square);
  });
}

function unscaledActivation(
  activation: Activation,
  scale: number,
  unscaled: (data: Float32Array) => Float32Array,
): Activation {
  if (activation.kind === "threshold") return { ...activation, thresholds: unscaled(activation.thresholds) };
  return activation.kind === "matching" ? { ...activation, residual: activation.residual / scale } : activation;
}
