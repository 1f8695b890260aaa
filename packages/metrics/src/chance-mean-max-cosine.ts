import { fail, type Matrix, matrix, type Rng } from "@exampledon/core";
import { type CosineOptions, meanMaxCosine } from "./mean-max-cosine.ts";

/** The features that would be found, and how many random directions look for them. */
export interface ChanceInput extends CosineOptions {
  /** `[features × dim]`. */
  readonly features: Matrix;
  readonly latents: number;
}

/** What {@link chanceMeanMaxCosine} returns. */
export interface Chance {
  readonly mean: number;
  /** Standard deviation over the draws; 0 for a single one. */
  readonly deviation: number;
}

/**
 * The MMCS that as many random unit directions reach, over `draws` (default 10): the floor of every MMCS. It is high:
 * 0.46 for 1000 directions in 50 dimensions.
 * @throws `bad-param` when latents or draws are not whole numbers ≥ 1; `bad-shape`, `not-finite`
 */
export function chanceMeanMaxCosine({ features, latents, signed = false }: ChanceInput, rng: Rng, draws = 10): Chance {
  for (const [name, value] of Object.entries({ latents, draws })) {
    if (!Number.isInteger(value) || value < 1) {
      fail("bad-param", {
        where: "chanceMeanMaxCosine",
        problem: `${name} must be a whole number ≥ 1`,
        got: value,
        cure: "pass how many directions to draw",
      });
    }
  }
  const values = Array.from({ length: draws }, (_, draw) => {
    const stream = rng.split(draw);
    const random = matrix(latents, features.cols);
    for (let i = 0; i < random.data.length; i++) random.data[i] = stream.normal();
    return meanMaxCosine(features, random, { signed }).mean;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: draws > 1 ? Math.sqrt(square / (draws - 1)) : 0 };
}
