import { type Matrix, type Rng, rowOf } from "@exampledon/core";
import { drawWorst } from "./draw-worst.ts";
import { aliveLengths, type LatentLengths } from "./resample.ts";

/** Samples to point latents of a transcoder at. */
export interface PredictedSamples {
  /** Joined activations, whose first columns are what is encoded; `[samples × dim]`. */
  readonly inputs: Matrix;
  /** What is left over of the outputs, `[samples × outputs]`. */
  readonly residuals: Matrix;
}

/**
 * As `resample`, where latents read another space than they write: a dead one gets the direction of a badly predicted
 * sample's input as encoder column and of what its output lacks as decoder row. A sample whose input is 0 is passed over.
 * @returns the latents that were changed
 */
export function resampleAcross(
  { encoder, decoder }: { readonly encoder: Float32Array; readonly decoder: Float32Array },
  { inputs, residuals }: PredictedSamples,
  dead: readonly number[],
  rng: Rng,
  fallback: LatentLengths,
): readonly number[] {
  const outputs = residuals.cols;
  const width = inputs.cols - outputs;
  const latents = decoder.length / outputs;
  const lengths = aliveLengths({ encoder, decoder }, { inputs: width, outputs }, new Set(dead)) ?? fallback;
  const changed: number[] = [];
  for (const { sample, length } of drawWorst(residuals, dead.length, rng)) {
    const input = rowOf(inputs, sample).subarray(0, width);
    const size = Math.hypot(...input);
    if (!(size > 0)) continue;
    const latent = dead[changed.length]!;
    for (let j = 0; j < width; j++) encoder[j * latents + latent] = (input[j]! / size) * lengths.encoder;
    rowOf(residuals, sample).forEach((value, j) => {
      decoder[latent * outputs + j] = (value / length) * lengths.decoder;
    });
    changed.push(latent);
  }
  return changed;
}
