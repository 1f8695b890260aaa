import { cpuBackend } from "@exampledon/backend-cpu";
import { checkGradient, createTape, spacedInputs } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { type FitStep, run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { bestCosines, mean, oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { exportDecomposition } from "./export-decomposition.ts";
import type { LossInput } from "./loss.ts";
import { matchingPursuit, matchingPursuitAutoencoder } from "./matching-pursuit.ts";
import { matchingPursuitLoss } from "./matching-pursuit-loss.ts";

const ROUNDING = 1e-5;
const options = { maxIterations: 3, residualThreshold: 0.01, lossReduction: "sum" } as const;
type Input = LossInput<"decoder" | "decoderBias">;
const inputOf = ([x, decoder, decoderBias]: readonly Input["x"][]): Input => ({
  x: x!,
  weights: { decoder: decoder!, decoderBias: decoderBias! },
  state: {},
  step: 0,
  steps: 1,
  setting: { dim: x!.shape[1]!, parts: [x!.shape[1]!] },
});

/** Codes, residuals and loss of samples in a dictionary, all plain numbers. */
async function pursue(
  samples: readonly (readonly number[])[],
  dictionary: readonly (readonly number[])[],
  own: Partial<Parameters<typeof matchingPursuitLoss>[1]> = {},
) {
  const backend = cpuBackend();
  const tape = createTape(backend);
  const dim = dictionary[0]!.length;
  const nodes = [
    tape.constant(backend.upload(Float32Array.from(samples.flat()), [samples.length, dim])),
    tape.constant(backend.upload(Float32Array.from(dictionary.flat()), [dictionary.length, dim])),
    tape.constant(backend.fill([dim], 0)),
  ];
  const { codes, reconstruction, usage, terms } = matchingPursuitLoss(inputOf(nodes), { ...options, ...own });
  const read = async (node: typeof codes): Promise<number[]> => Array.from(await backend.read(node.tensor));
  return {
    codes: await read(codes),
    rebuilt: await read(reconstruction),
    usage: await read(usage),
    mse: (await read(terms.mse!))[0]!,
  };
}

describe("the pursuit", () => {
  test("takes what is left along the nearest row, and never what points away", async () => {
    const { codes, rebuilt, usage, mse } = await pursue(
      [
        [3, 1],
        [0, -2],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    );
    expect(codes).toEqual([3, 1, 0, 0]);
    expect(rebuilt).toEqual([3, 1, 0, 0]);
    expect(usage).toEqual([3, 1]);
    expect(mse).toBe(2);
  });

  test("ends a sample whose residual is short enough, and one whose support does not grow", async () => {
    const { codes } = await pursue(
      [[3, 0.5]],
      [
        [1, 0],
        [0, 1],
      ],
      { residualThreshold: 0.6 },
    );
    expect(codes).toEqual([3, 0]);
    // Rows 60° apart: each leaves half of itself to the other, so the first comes again as the third.
    const [a, b] = [
      [1, 0],
      [0.5, Math.sqrt(0.75)],
    ] as const;
    const long = await pursue([[1, 0.9]], [a, b], { maxIterations: 9, residualThreshold: 0 });
    const short = await pursue([[1, 0.9]], [a, b], { maxIterations: 3, residualThreshold: 0 });
    expect(long.codes).toEqual(short.codes);
  });

  test("has the gradients of central differences through all of its steps", async () => {
    const inputs = spacedInputs("pursuit", [[3, 4], [6, 4], [4]], -1, 1);
    const check = await checkGradient(cpuBackend(), {
      name: "matching pursuit",
      inputs,
      run: (nodes) => matchingPursuitLoss(inputOf(nodes), options).terms.mse!,
    });
    expect(check).toMatchObject({ ok: true });
  });

  test("exported, finds the codes of training, also of scaled activations", async () => {
    const [latents, dim, scale] = [20, 8, 4];
    const decoder = randomDirections(rng("decoder"), latents, dim);
    const samples = randomDirections(rng("samples"), 30, dim);
    const rows = (m: typeof decoder): number[][] =>
      Array.from({ length: m.rows }, (_, i) => Array.from(m.data.subarray(i * m.cols, (i + 1) * m.cols)));
    const own = { maxIterations: 4, residualThreshold: 0.5 };
    const { codes } = await pursue(
      rows(samples).map((row) => row.map((v) => v * scale)),
      rows(decoder),
      own,
    );
    const trained = { weights: { decoder: decoder.data, decoderBias: new Float32Array(dim) }, state: {}, step: 0 };
    const form = matchingPursuitAutoencoder.exported(trained, { latents, ...own } as never, { dim, parts: [dim] });
    const exported = exportDecomposition(form, { method: "sae/matching-pursuit", params: {}, latents, scale });
    const activity = exported.activity(samples).data.map((code) => code * scale);
    expect(relativeError(activity, codes)).toBeLessThan(ROUNDING);
    expect(codes.filter((code) => code > 0).length).toBeGreaterThan(40);
  });
});

test("trained with more steps it explains more, and is farther from the directions that come one at a time", async () => {
  const animals = randomDirections(rng("animals"), 30, 12);
  const source = oneAnimalAtATime(animals);
  const fit = async (maxIterations: number) => {
    const params = { latents: 40, steps: 800, maxIterations };
    const last = { mse: 1, searching: 1 };
    const onStep = ({ losses, measures }: FitStep): void => {
      Object.assign(last, losses, measures);
    };
    const options = { backend: cpuBackend(), seed: 1, params, onStep };
    const found = await run(matchingPursuit, { kind: "activations", source }, options);
    return { ...last, cosine: mean(bestCosines(animals, found.write)) };
  };
  const [one, two] = [await fit(1), await fit(2)];
  expect(one.cosine).toBeGreaterThan(0.9);
  expect(two.mse).toBeLessThan(0.01 * one.mse);
  expect(two.cosine).toBeLessThan(one.cosine - 0.03);
  // What one step leaves open, the second closes.
  expect(one.searching).toBeGreaterThan(0.2);
  expect(two.searching).toBeLessThan(0.3 * one.searching);
});
