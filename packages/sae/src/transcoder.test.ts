import { cpuBackend } from "@exampledon/backend-cpu";
import { add, checkGradient, spacedInputs } from "@exampledon/compute";
import { isExampledonError, matrix, multiply, type ParamsOf, rng, rowOf } from "@exampledon/core";
import { type ActivationSource, decompositionFromJson, joinSources, run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { bestCosines, mean, oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { columnsOfPart } from "./columns-of-part.ts";
import type { LossInput } from "./loss.ts";
import { transcoder } from "./transcoder.ts";
import { transcoderLoss } from "./transcoder-loss.ts";

const [ANIMALS, INPUTS, OUTPUTS] = [24, 10, 7];
const animals = randomDirections(rng("animals"), ANIMALS, INPUTS);
const answers = randomDirections(rng("answers"), ANIMALS, OUTPUTS);
const inputs = oneAnimalAtATime(animals);

/** A layer that answers each animal with a direction of its own, in proportion. */
const layer: ActivationSource = {
  dim: OUTPUTS,
  sample: (stream, batch) => {
    const readings = multiply(inputs.sample(stream, batch), animals, { transposeB: true });
    const out = matrix(batch, OUTPUTS);
    for (let i = 0; i < batch; i++) {
      const row = rowOf(readings, i);
      const animal = row.indexOf(Math.max(...row));
      rowOf(out, i).set(rowOf(answers, animal).map((value) => value * row[animal]!));
    }
    return out;
  },
};
const source = joinSources([inputs, layer]);
const fit = (params: Partial<ParamsOf<typeof transcoder.params>>, from: ActivationSource = source) =>
  run(transcoder, { kind: "activations", source: from }, { backend: cpuBackend(), seed: 1, params });

describe("a trained transcoder", () => {
  test.each([{ sparsity: "l1", l1Coefficient: 0.1 } as const, { sparsity: "top-k", k: 1 } as const])(
    "finds what is read and what is written, $sparsity",
    async (own) => {
      const found = await fit({ latents: 40, steps: 2000, ...own });
      const [read, write] = [columnsOfPart(found.read, source.parts!, 0), columnsOfPart(found.write, source.parts!, 1)];
      expect(mean(bestCosines(answers, write))).toBeGreaterThan(0.9);
      // Reads are no unit rows: the latent that writes an answer listens to the animal more than to most others.
      const readings = multiply(animals, read, { transposeB: true });
      const written = multiply(answers, write, { transposeB: true });
      const right = Array.from({ length: ANIMALS }, (_, animal) => {
        const latent = rowOf(written, animal).indexOf(Math.max(...rowOf(written, animal)));
        const others = Array.from({ length: ANIMALS }, (_, other) => rowOf(readings, other)[latent]!);
        return Number(others.indexOf(Math.max(...others)) === animal);
      });
      expect(mean(right)).toBeGreaterThan(0.8);
    },
  );

  test("reads the inputs alone and writes the outputs alone, whatever the outputs are", async () => {
    const found = await fit({ latents: 12, steps: 60 });
    expect(columnsOfPart(found.read, source.parts!, 1).data.every((value) => value === 0)).toBe(true);
    expect(columnsOfPart(found.write, source.parts!, 0).data.every((value) => value === 0)).toBe(true);
    const x = source.sample(rng("x"), 5);
    const blind = matrix(5, x.cols, x.data.slice());
    for (let i = 0; i < 5; i++) rowOf(blind, i).fill(9, INPUTS);
    expect(found.reconstruct(blind)).toEqual(found.reconstruct(x));
  });

  test("with a skip connection rebuilds a linear layer with no latent on, and survives JSON", async () => {
    const weights = randomDirections(rng("weights"), INPUTS, OUTPUTS);
    const linear = joinSources([
      inputs,
      { dim: OUTPUTS, sample: (stream, batch) => multiply(inputs.sample(stream, batch), weights) },
    ]);
    const found = await fit({ latents: 4, steps: 1500, skip: true, l1Coefficient: 10 }, linear);
    const x = linear.sample(rng("x"), 50);
    expect(found.activity(x).data.every((code) => code === 0)).toBe(true);
    const outputs = columnsOfPart(found.reconstruct(x), linear.parts!, 1);
    expect(relativeError(outputs.data, columnsOfPart(x, linear.parts!, 1).data)).toBeLessThan(0.01);
    const back = decompositionFromJson(JSON.parse(JSON.stringify(found)));
    expect(back.reconstruct(x).data).toEqual(found.reconstruct(x).data);
  });

  test("needs two parts", async () => {
    for (const parts of [undefined, [5, 5, 7]]) {
      const whole = { dim: source.dim, sample: source.sample, ...(parts && { parts }) };
      const error = await fit({ steps: 1 }, whole).catch((error: unknown) => error);
      expect(isExampledonError(error, "bad-param")).toBe(true);
    }
  });
});

describe("the loss", () => {
  const [batch, latents] = [4, 6];
  const options = { l1Coefficient: 0.4, k: 2, lossReduction: "sum" } as const;
  const parts = [3, 2];
  test.each(["l1", "top-k"] as const)("has the gradients of central differences, %s, with a skip", async (sparsity) => {
    const shapes = [[batch, 5], [3, latents], [latents], [latents, 2], [2], [2, 3]];
    const run = (nodes: readonly LossInput["x"][]) => {
      const [x, encoder, encoderBias, decoder, decoderBias, skip] = nodes as [LossInput["x"], ...LossInput["x"][]];
      const weights = { encoder, encoderBias, decoder, decoderBias, skip } as unknown as LossInput["weights"];
      const input = { x, weights, state: {}, step: 0, steps: 1, setting: { dim: 5, parts } };
      const { terms } = transcoderLoss(input, { ...options, sparsity });
      return Object.values(terms).reduce((sum, term) => add(sum, term));
    };
    const check = await checkGradient(cpuBackend(), {
      name: `transcoder ${sparsity}`,
      inputs: spacedInputs("t", shapes),
      run,
    });
    expect(check).toMatchObject({ ok: true });
  });
});
