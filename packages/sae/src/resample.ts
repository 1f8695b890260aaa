import type { Matrix, Rng } from "@exampledon/core";
import { rowNorms, rowOf } from "@exampledon/core";
import type { Weights } from "./weights.ts";

/**
 * Points dead latents at what is reconstructed worst, changing the arrays in place: each gets the residual direction of
 * its own sample, drawn with a chance in proportion to the square of the sample's loss, without replacement. Its encoder
 * column and decoder row take the mean lengths of the live latents, its bias 0.
 *
 * @param residuals `x − r` of samples to draw from, `[samples × dim]`
 * @param dead indices of dead latents
 * @param fallback lengths to use when no latent is alive
 * @returns the latents that were changed: fewer than `dead` when the samples run out or nothing is left over
 * @see https://transformer-circuits.pub/2023/monosemantic-features#appendix-autoencoder-resampling
 */
export function resample(
  weights: Weights<Float32Array>,
  residuals: Matrix,
  dead: readonly number[],
  rng: Rng,
  fallback: { readonly decoder: number; readonly encoder: number },
): readonly number[] {
  const { encoder, encoderBias, decoder } = weights;
  const latents = encoderBias.length;
  const dim = residuals.cols;
  const lengths = aliveLengths(weights, dim, new Set(dead)) ?? fallback;
  const norms = rowNorms(residuals);
  const chances = norms.map((norm) => norm ** 4);
  const changed: number[] = [];
  for (const latent of dead) {
    const sample = drawIndex(chances, rng);
    if (sample === undefined) break;
    chances[sample] = 0;
    const row = rowOf(residuals, sample);
    for (let j = 0; j < dim; j++) {
      const unit = row[j]! / norms[sample]!;
      decoder[latent * dim + j] = unit * lengths.decoder;
      encoder[j * latents + latent] = unit * lengths.encoder;
    }
    encoderBias[latent] = 0;
    changed.push(latent);
  }
  return changed;
}

/** Mean lengths of the live latents' rows and columns; undefined when all are dead. */
function aliveLengths({ encoder, decoder }: Weights<Float32Array>, dim: number, dead: ReadonlySet<number>) {
  const latents = decoder.length / dim;
  const alive = latents - dead.size;
  if (alive === 0) return undefined;
  const sums = { decoder: 0, encoder: 0 };
  for (let i = 0; i < latents; i++) {
    if (dead.has(i)) continue;
    const squares = { decoder: 0, encoder: 0 };
    for (let j = 0; j < dim; j++) {
      squares.decoder += decoder[i * dim + j]! ** 2;
      squares.encoder += encoder[j * latents + i]! ** 2;
    }
    sums.decoder += Math.sqrt(squares.decoder);
    sums.encoder += Math.sqrt(squares.encoder);
  }
  return { decoder: sums.decoder / alive, encoder: sums.encoder / alive };
}

/** Index drawn in proportion to the chances; undefined when all are (all but) 0. */
function drawIndex(chances: Float64Array, rng: Rng): number | undefined {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  if (!(total > 1e-20)) return undefined;
  let left = rng.uniform(0, total);
  let last: number | undefined;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    last = i;
    left -= chances[i]!;
    if (left < 0) break;
  }
  return last;
}
