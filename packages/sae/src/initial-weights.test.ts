import { cpuBackend } from "@exampledon/backend-cpu";
import { matrix, rng, rowNorms, transpose } from "@exampledon/core";
import { startFit } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { bestCosines, mean, oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { initialWeights } from "./initial-weights.ts";
import { l1 } from "./l1.ts";

const ROUNDING = 1e-6;

test("rows and columns have the lengths asked for and are parallel; biases are 0", () => {
  const [dim, latents] = [3, 7];
  const weights = initialWeights(rng(1), { dim, latents, decoderNorm: 0.5, encoderNorm: 2 });
  for (const norm of rowNorms(matrix(latents, dim, weights.decoder)))
    expect(Math.abs(norm - 0.5)).toBeLessThan(ROUNDING);
  const columns = transpose(matrix(dim, latents, weights.encoder));
  columns.data.forEach((value, at) => {
    expect(Math.abs(value - 4 * weights.decoder[at]!)).toBeLessThan(4 * ROUNDING);
  });
  expect([...weights.encoderBias, ...weights.decoderBias].every((value) => value === 0)).toBe(true);
});

describe("a dictionary planted with the fit's own seed", () => {
  const seed = 7;
  const [dim, count] = [20, 100];

  test.each(["", "directions", "animals", "data"])(
    "drawn from stream %j is not where the fit starts",
    async (stream) => {
      const planted = stream ? rng(seed).split(stream) : rng(seed);
      const animals = randomDirections(planted, count, dim);
      // So small a first step that the first report shows the initial decoder.
      const params = { latents: count, steps: 2, learningRate: 1e-6 };
      const input = { kind: "activations", source: oneAnimalAtATime(animals) } as const;
      const fit = startFit(l1, input, { backend: cpuBackend(), seed, params, every: 1 });
      const report = await fit.next();
      if (report.done) throw new Error("the first step must be reported");
      const start = (await report.value.peek()).write;
      await fit.return(undefined as never);
      const unrelated = randomDirections(rng("unrelated"), count, dim);
      const cosines = bestCosines(animals, start);
      // Standard error of the mean best cosine of 100 pairs of 100 directions in 20 dimensions: 0.007.
      expect(Math.abs(mean(cosines) - mean(bestCosines(animals, unrelated)))).toBeLessThan(0.03);
      expect(Math.max(...cosines)).toBeLessThan(0.95);
    },
  );
});

test("the learning rate's text says what to keep it below", () => {
  expect(l1.params.learningRate.doc).toMatch(/initNorm \/ √dim/);
});
