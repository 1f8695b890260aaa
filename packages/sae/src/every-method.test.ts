import { cpuBackend } from "@exampledon/backend-cpu";
import { defaultsOf, matrix, rng, rowNorms } from "@exampledon/core";
import {
  type ActivationSource,
  type DecomposerDefinition,
  decodeCheckpoint,
  encodeCheckpoint,
  type FitInput,
  run,
} from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections, readerNetwork } from "../test/planted.ts";
import { saeMethods } from "./sae-methods.ts";

const ROUNDING = 1e-5;
const [ANIMALS, DIM] = [30, 12];
const source = oneAnimalAtATime(randomDirections(rng("animals"), ANIMALS, DIM));

/** The same samples, as a method takes them: cut into parts, or with a network that reads them. */
const inputOf = ({ tags }: DecomposerDefinition, from: ActivationSource = source): FitInput => ({
  kind: "activations",
  source: tags.needsParts ? { ...from, parts: [5, DIM - 5] } : from,
  ...(tags.usesNetwork && { network: readers }),
});
const readers = readerNetwork(randomDirections(rng("readers"), 9, DIM), 0.1);

/** Parameters under which steps change all that a method keeps between them. */
const eventful: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "sae/l1": { targetL0: 2, sparsityWarmup: 0.3 },
  "sae/jump-relu": { penalty: "tanh", preActCoefficient: 0.01, targetL0: 2 },
  "sae/gated": { targetL0: 1 },
  "sae/transcoder": { skip: true, targetL0: 1 },
  "sae/crosscoder": { sparsity: "top-k", k: 2 },
  "sae/end-to-end": { activationCoefficient: 1, targetL0: 1 },
};
const paramsOf = (method: DecomposerDefinition, values: Readonly<Record<string, unknown>>) =>
  ({ ...values, ...eventful[method.id] }) as never;

describe.each(saeMethods.map((method) => [method.id, method] as const))("%s", (_, method) => {
  test("resumes to the same bits, whatever its steps keep", async () => {
    const params = paramsOf(method, { latents: 40, steps: 60, batch: 8, deadAfter: 4, resampleEvery: 20, warmup: 0.2 });
    const options = { params, every: 13, backend: cpuBackend() };
    const whole: string[] = [];
    let saved = "";
    const result = await run(method, inputOf(method), {
      ...options,
      seed: 1,
      onStep: async ({ step, losses, measures, checkpoint }) => {
        whole.push(JSON.stringify([step, losses, measures]));
        if (step === 26) saved = encodeCheckpoint(await checkpoint());
      },
    });
    const rest: string[] = [];
    const again = await run(method, inputOf(method), {
      ...options,
      seed: 2,
      resume: decodeCheckpoint(saved),
      onStep: ({ step, losses, measures }) => void rest.push(JSON.stringify([step, losses, measures])),
    });
    expect(rest).toEqual(whole.slice(2));
    expect(JSON.stringify(again)).toBe(JSON.stringify(result));
  });

  test("one first step of Adam is small beside a first weight, at the sizes of the defaults' experiments", () => {
    const { learningRate, initNorm = 1 } = defaultsOf(method.params) as { learningRate: number; initNorm?: number };
    for (const dim of [20, 50]) expect(learningRate).toBeLessThan((0.25 * initNorm) / Math.sqrt(dim));
  });

  test("averaging over dimensions divides the squared error by their number", async () => {
    const mseOf = async (lossReduction: "sum" | "mean"): Promise<number> => {
      let mse = Number.NaN;
      const params = paramsOf(method, { latents: 20, steps: 1, batch: 16, lossReduction });
      await run(method, inputOf(method), {
        backend: cpuBackend(),
        params,
        onStep: ({ losses }) => {
          mse = losses.mse!;
        },
      });
      return mse;
    };
    // A transcoder rebuilds the second part alone.
    const rebuilt = method.id === "sae/transcoder" ? DIM - 5 : DIM;
    expect(relativeError([(await mseOf("mean")) * rebuilt], [await mseOf("sum")])).toBeLessThan(ROUNDING);
  });

  // What a network answers need not grow with its inputs: see end-to-end.test.ts.
  const testWithoutNetwork = method.tags.usesNetwork ? () => undefined : test;
  testWithoutNetwork(
    "with scaled input, activations 64 times as long give the same directions and 64 times the offset",
    async () => {
      // A power of two, so that the scaled activations have the same bits.
      const factor = 64;
      const long = {
        dim: DIM,
        sample: (...drawn: Parameters<typeof source.sample>) => {
          const { rows, cols, data } = source.sample(...drawn);
          return matrix(
            rows,
            cols,
            data.map((value) => value * factor),
          );
        },
      };
      const params = paramsOf(method, { latents: 20, steps: 40, batch: 16, inputScale: "root-dim" });
      const fit = (from: typeof source) =>
        run(method, inputOf(method, from), { backend: cpuBackend(), params, seed: 1 });
      const [short, scaled] = [await fit(source), await fit(long)];
      expect(relativeError(scaled.write.data, short.write.data)).toBeLessThan(ROUNDING);
      const samples = source.sample(rng("samples"), 50);
      const longer = matrix(
        50,
        DIM,
        samples.data.map((value) => value * factor),
      );
      const wanted = short.reconstruct(samples).data.map((value) => value * factor);
      expect(relativeError(scaled.reconstruct(longer).data, wanted)).toBeLessThan(ROUNDING);
    },
  );

  test("reports what is on per sample and how many latents are dead", async () => {
    // Never resampled, and deaf: with activations of 0 no latent fires, unless by its bias.
    const silent = { dim: DIM, sample: (_: unknown, batch: number) => matrix(batch, DIM) };
    const params = paramsOf(method, { latents: 6, steps: 9, batch: 4, deadAfter: 3, resampleEvery: 0 });
    const dead: number[] = [];
    const options = { backend: cpuBackend(), params, every: 1 };
    await run(method, inputOf(method, silent), {
      ...options,
      onStep: ({ measures }) => {
        dead.push(measures!.dead!);
        expect(measures!.l0).toBe(0);
      },
    });
    expect(dead).toEqual([0, 0, 6, 6, 6, 6, 6, 6, 6]);
  });

  test("write rows have unit length", async () => {
    const params = paramsOf(method, { latents: 10, steps: 20, batch: 16 });
    const { write } = await run(method, inputOf(method), { backend: cpuBackend(), params });
    for (const norm of rowNorms(write)) expect(Math.abs(norm - 1)).toBeLessThan(1e-6);
  });
});

test("activations that are all 0 have no scale", async () => {
  const nothing = { kind: "activations", source: { dim: 2, sample: (_: unknown, n: number) => matrix(n, 2) } } as const;
  const fit = run(saeMethods[0]!, nothing, { backend: cpuBackend(), params: { inputScale: "root-dim" } as never });
  await expect(fit).rejects.toThrow("inputScale");
});
