import type { Matrix, Rng } from "@exampledon/core";
import { rowOf } from "@exampledon/core";
import { drawWorst } from "./draw-worst.ts";

/** Lengths of a latent's encoder column and decoder row. */
export interface LatentLengths {
  readonly decoder: number;
  readonly encoder: number;
}

/** Arrays in which latents are pointed elsewhere. */
export interface ResampledArrays {
  /** `[dim × latents]`; left out where the decoder encodes, too. */
  readonly encoder?: Float32Array | undefined;
  /** `[latents × dim]`. */
  readonly decoder: Float32Array;
}

/**
 * Points dead latents at what is reconstructed worst, changing the arrays in place: each gets the residual direction of
 * its own sample, see {@link drawWorst}. Its encoder column and decoder row take the mean lengths of the live latents.
 *
 * @param residuals `x − r` of samples to draw from, `[samples × dim]`
 * @param dead indices of dead latents
 * @param fallback lengths to use when no latent is alive
 * @returns the latents that were changed: fewer than `dead` when the samples run out or nothing is left over
 * @see https://transformer-circuits.pub/2023/monosemantic-features#appendix-autoencoder-resampling
 */
export function resample(
  arrays: ResampledArrays,
  residuals: Matrix,
  dead: readonly number[],
  rng: Rng,
  fallback: LatentLengths,
): readonly number[] {
  const { encoder, decoder } = arrays;
  const dim = residuals.cols;
  const latents = decoder.length / dim;
  const lengths = aliveLengths(arrays, { inputs: dim, outputs: dim }, new Set(dead)) ?? fallback;
  const changed: number[] = [];
  for (const { sample, length } of drawWorst(residuals, dead.length, rng)) {
    const latent = dead[changed.length]!;
    const row = rowOf(residuals, sample);
    for (let j = 0; j < dim; j++) {
      const unit = row[j]! / length;
      decoder[latent * dim + j] = unit * lengths.decoder;
      if (encoder) encoder[j * latents + latent] = unit * lengths.encoder;
    }
    changed.push(latent);
  }
  return changed;
}

/**
 * Mean lengths of the live latents' rows and columns; undefined when all are dead.
 * @param widths of encoder columns and of decoder rows
 */
export function aliveLengths(
  { encoder, decoder }: ResampledArrays,
  widths: { readonly inputs: number; readonly outputs: number },
  dead: ReadonlySet<number>,
): LatentLengths | undefined {
  const { inputs, outputs } = widths;
  const latents = decoder.length / outputs;
  const alive = latents - dead.size;
  if (alive === 0) return undefined;
  const sums = { decoder: 0, encoder: 0 };
  for (let i = 0; i < latents; i++) {
    if (dead.has(i)) continue;
    const squares = { decoder: 0, encoder: 0 };
    for (let j = 0; j < outputs; j++) squares.decoder += decoder[i * outputs + j]! ** 2;
    for (let j = 0; j < inputs; j++) squares.encoder += (encoder?.[j * latents + i] ?? 0) ** 2;
    sums.decoder += Math.sqrt(squares.decoder);
    sums.encoder += Math.sqrt(squares.encoder);
  }
  return { decoder: sums.decoder / alive, encoder: sums.encoder / alive };
}
