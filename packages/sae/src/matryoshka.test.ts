import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape } from "@exampledon/compute";
import { isExampledonError, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { batchTopKLoss } from "./batch-top-k-loss.ts";
import { initialWeights } from "./initial-weights.ts";
import { matryoshka, matryoshkaWidths } from "./matryoshka.ts";
import { matryoshkaLoss } from "./matryoshka-loss.ts";
import { standardSpecs } from "./standard-weights.ts";
import { mapWeights, type Weights } from "./weights.ts";

const [DIM, LATENTS] = [5, 12];
const source = oneAnimalAtATime(randomDirections(rng("animals"), 8, DIM));
const selection = {
  k: 2,
  thresholdRate: 0.01,
  correctThreshold: true,
  auxCoefficient: 0,
  lossReduction: "sum",
} as const;

function setUp(arrays: Weights<Float32Array>) {
  const backend = cpuBackend();
  const tape = createTape(backend);
  const specs = standardSpecs({ latents: LATENTS, trainDecoderBias: true }, DIM);
  const { data } = source.sample(rng("batch"), 16);
  return {
    backend,
    input: {
      x: tape.constant(backend.upload(data, [16, DIM])),
      weights: mapWeights(arrays, (array, name) => tape.variable(backend.upload(array, specs[name].shape))),
      state: { threshold: tape.constant(backend.fill([], 0)) },
      step: 0,
      steps: 1,
      setting: { dim: DIM, parts: [DIM] },
    },
  };
}

const first = initialWeights(rng("weights"), { dim: DIM, latents: LATENTS, decoderNorm: 1, encoderNorm: 1 });

test("with one dictionary it is BatchTopK", async () => {
  const { backend, input } = setUp(first);
  const [one, plain] = [matryoshkaLoss(input, { ...selection, widths: [LATENTS] }), batchTopKLoss(input, selection)];
  expect(Object.keys(one.terms)).toEqual(["mse"]);
  expect(await backend.read(one.terms.mse!.tensor)).toEqual(await backend.read(plain.terms.mse!.tensor));
});

test("an inner term is the error of the first latents by themselves, with the codes that all were chosen by", async () => {
  const { backend, input } = setUp(first);
  const { terms } = matryoshkaLoss(input, { ...selection, widths: [3, LATENTS] });
  // Decoder rows of the other latents are taken away; their lengths, which only scale codes, with them.
  const { codes } = batchTopKLoss(input, selection);
  const [values, x] = [await backend.read(codes.tensor), await backend.read(input.x.tensor)];
  let wanted = 0;
  for (let b = 0; b < 16; b++) {
    for (let j = 0; j < DIM; j++) {
      let reconstruction = 0;
      for (let i = 0; i < 3; i++) reconstruction += values[b * LATENTS + i]! * first.decoder[i * DIM + j]!;
      wanted += (reconstruction - x[b * DIM + j]!) ** 2 / 16;
    }
  }
  expect(relativeError(await backend.read(terms.innerMse3!.tensor), [wanted])).toBeLessThan(1e-5);
});

test("dictionaries grow by their ratio, and each holds more than the one inside", async () => {
  expect(matryoshkaWidths({ latents: 20, levels: 3, levelRatio: 2.5 })).toEqual([3, 8, 20]);
  expect(matryoshkaWidths({ latents: 40, levels: 3, levelRatio: 2 })).toEqual([10, 20, 40]);
  const fit = run(
    matryoshka,
    { kind: "activations", source },
    { backend: cpuBackend(), params: { latents: 4, levels: 5 } },
  );
  const error = await fit.catch((reason: unknown) => reason);
  expect(isExampledonError(error, "bad-param")).toBe(true);
});
