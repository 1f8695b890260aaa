import { type Matrix, type Rng, rowNorms } from "@exampledon/core";

/**
 * Draws samples that are reconstructed badly: a chance in proportion to the square of the sample's loss, without
 * replacement. Fewer than `count` come when the samples run out or nothing is left over.
 * @param residuals what is left of each sample, `[samples × dim]`
 * @see https://transformer-circuits.pub/2023/monosemantic-features#appendix-autoencoder-resampling
 */
export function* drawWorst(
  residuals: Matrix,
  count: number,
  rng: Rng,
): Generator<{ readonly sample: number; readonly length: number }, void, void> {
  const norms = rowNorms(residuals);
  const chances = norms.map((norm) => norm ** 4);
  for (let drawn = 0; drawn < count; drawn++) {
    const sample = drawIndex(chances, rng);
    if (sample === undefined) return;
    chances[sample] = 0;
    yield { sample, length: norms[sample]! };
  }
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
