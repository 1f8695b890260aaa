import { defaultsOf, matrixFromRows, rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { batchTopKAutoencoder } from "./batch-top-k.ts";
import { gatedAutoencoder } from "./gated.ts";
import { jumpReluAutoencoder } from "./jump-relu.ts";
import { l1Autoencoder } from "./l1.ts";
import { matryoshkaAutoencoder } from "./matryoshka.ts";
import { pAnnealingAutoencoder } from "./p-annealing.ts";
import type { Recipe } from "./recipe.ts";
import { tiedAutoencoder } from "./tied.ts";
import { topKAutoencoder } from "./top-k.ts";
import type { TrainingParams } from "./training-params.ts";
import { mapWeights } from "./weights.ts";

const recipes = [
  l1Autoencoder,
  topKAutoencoder,
  batchTopKAutoencoder,
  jumpReluAutoencoder,
  matryoshkaAutoencoder,
  gatedAutoencoder,
  pAnnealingAutoencoder,
  tiedAutoencoder,
];
const [DIM, LATENTS, DEAD] = [3, 5, 2];
const setting = { dim: DIM, parts: [DIM] };
const direction = [0, 0.6, -0.8];

test.each(recipes.map((recipe) => [recipe.id, recipe as unknown as Recipe<TrainingParams, string>] as const))(
  "%s: a revived latent points at the residual and is otherwise as at the start; the others stay",
  (_, recipe) => {
    const { params: spec } = recipe as unknown as typeof l1Autoencoder;
    const params: TrainingParams = { ...defaultsOf(spec), latents: LATENTS };
    const start = recipe.initial(rng(1), params, setting);
    const specs = recipe.weights(params, setting);
    const stream = rng(2);
    // As after some training.
    const before = mapWeights(start, (array) => array.map((value) => value + 0.1 * stream.normal()));
    const weights = mapWeights(before, (array) => array.slice());
    const residuals = matrixFromRows([direction.map((value) => 2 * value)]);
    expect(recipe.revive({ weights, inputs: residuals, residuals, dead: [DEAD], rng: stream }, params)).toEqual([DEAD]);
    for (const [name, array] of Object.entries(weights)) {
      const { latentAxis, shape } = specs[name]!;
      const width = shape.at(-1)!;
      const latentAt = (at: number) =>
        latentAxis === undefined
          ? -1
          : latentAxis === "last"
            ? at % width
            : Math.floor(at / (shape.length > 1 ? width : 1));
      const own = [...array].filter((_, at) => latentAt(at) === DEAD);
      expect([...array].filter((_, at) => latentAt(at) !== DEAD)).toEqual(
        [...before[name]!].filter((_, at) => latentAt(at) !== DEAD),
      );
      if (shape.length > 1) {
        const length = Math.hypot(...own);
        own.forEach((value, j) => {
          expect(Math.abs(value / length - direction[j]!)).toBeLessThan(1e-6);
        });
      } else if (latentAxis) {
        expect(own).toEqual([start[name]![DEAD]]);
      }
    }
  },
);
