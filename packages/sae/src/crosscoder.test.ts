import { cpuBackend } from "@exampledon/backend-cpu";
import { add, checkGradient, createTape, spacedInputs, type Tensor } from "@exampledon/compute";
import { isExampledonError, matrix, rng, rowNorms } from "@exampledon/core";
import { createDecomposition, joinSources, run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { bestCosines, mean, oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { columnsOfPart } from "./columns-of-part.ts";
import { crosscoder, crosscoderAutoencoder } from "./crosscoder.ts";
import { crosscoderLoss } from "./crosscoder-loss.ts";
import { decoderShares } from "./decoder-shares.ts";
import { exportDecomposition } from "./export-decomposition.ts";
import type { LossInput } from "./loss.ts";
import { partOf } from "./part-of.ts";

const ROUNDING = 1e-5;
const [ANIMALS, FIRST, SECOND] = [20, 9, 12];
const parts = [FIRST, SECOND];
const here = randomDirections(rng("here"), ANIMALS, FIRST);
const there = randomDirections(rng("there"), ANIMALS, SECOND);

describe("a trained crosscoder", () => {
  const source = joinSources([oneAnimalAtATime(here), oneAnimalAtATime(there)]);
  test.each([{ sparsity: "l1", l1Coefficient: 0.2 } as const, { sparsity: "top-k", k: 1 } as const])(
    "gives a feature that both networks have one latent with a direction in each, $sparsity",
    async (own) => {
      const params = { latents: 30, steps: 1500, ...own };
      const measures: Record<string, number>[] = [];
      const found = await run(
        crosscoder,
        { kind: "activations", source },
        {
          backend: cpuBackend(),
          seed: 1,
          params,
          onStep: (step) => void measures.push({ ...step.losses, ...step.measures }),
        },
      );
      const [first, second] = [partOf(found, parts, 0), partOf(found, parts, 1)];
      const unit = (m: typeof first): ReturnType<typeof matrix> =>
        matrix(
          30,
          m.write.cols,
          m.write.data.map((v, at) => v / (m.lengths[Math.floor(at / m.write.cols)]! || 1)),
        );
      expect(mean(bestCosines(here, unit(first)))).toBeGreaterThan(0.95);
      expect(mean(bestCosines(there, unit(second)))).toBeGreaterThan(0.95);
      const { mse, mse1, mse2 } = measures.at(-1)!;
      expect(relativeError([mse1! + mse2!], [mse!])).toBeLessThan(ROUNDING);
    },
  );

  test("a feature that only one network has gets a latent of that network's own", async () => {
    const silent = {
      dim: FIRST,
      sample: (stream: Parameters<typeof source.sample>[0], batch: number) => {
        const drawn = oneAnimalAtATime(here).sample(stream, batch);
        // Animals that point up are unknown to the first network.
        return matrix(
          batch,
          FIRST,
          drawn.data.map((v, at) => (drawn.data[at - (at % FIRST)]! > 0 ? 0 : v)),
        );
      },
    };
    const half = joinSources([silent, oneAnimalAtATime(there)]);
    const params = { latents: 30, steps: 1500, l1Coefficient: 0.2 };
    const found = await run(
      crosscoder,
      { kind: "activations", source: half },
      { backend: cpuBackend(), seed: 1, params },
    );
    const shares = decoderShares(found, parts);
    const second = partOf(found, parts, 1);
    for (let animal = 0; animal < ANIMALS; animal++) {
      const target = there.data.subarray(animal * SECOND, (animal + 1) * SECOND);
      let best = { cosine: -1, share: 0 };
      for (let latent = 0; latent < 30; latent++) {
        const row = second.write.data.subarray(latent * SECOND, (latent + 1) * SECOND);
        const cosine = row.reduce((sum, v, j) => sum + v * target[j]!, 0) / (second.lengths[latent]! || 1);
        if (cosine > best.cosine) best = { cosine, share: shares.data[latent * 2 + 1]! };
      }
      if (here.data[animal * FIRST]! > 0) expect(best.share).toBeGreaterThan(0.9);
      else expect(best.share).toBeLessThan(0.7);
    }
  });
});

describe("the loss", () => {
  const [batch, latents, dim] = [4, 6, 5];
  const setting = { dim, parts: [3, 2] };
  const options = { l1Coefficient: 0.4, k: 2, lossReduction: "sum" } as const;
  const inputOf = (nodes: readonly LossInput["x"][]): LossInput => {
    const [x, encoder, encoderBias, decoder, decoderBias] = nodes as [LossInput["x"], ...LossInput["x"][]];
    const weights = { encoder, encoderBias, decoder, decoderBias } as LossInput["weights"];
    return { x, weights, state: {}, step: 0, steps: 1, setting };
  };
  const shapes = [[batch, dim], [dim, latents], [latents], [latents, dim], [dim]];

  test.each(["l1", "top-k"] as const)("has the gradients of central differences, %s", async (sparsity) => {
    const check = await checkGradient(cpuBackend(), {
      name: `crosscoder ${sparsity}`,
      inputs: spacedInputs("crosscoder", shapes),
      run: (nodes) =>
        Object.values(crosscoderLoss(inputOf(nodes), { ...options, sparsity }).terms).reduce((sum, term) =>
          add(sum, term),
        ),
    });
    expect(check).toMatchObject({ ok: true });
  });

  test("top-k, exported, keeps the latents that training keeps: codes compete in sums of lengths over the parts", async () => {
    const backend = cpuBackend();
    const stream = rng("weights");
    const arrays = shapes.map((shape) =>
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal()),
    );
    const tape = createTape(backend);
    const nodes = arrays.map((data, i) => tape.constant(backend.upload(data, shapes[i]!)));
    const { codes, reconstruction } = crosscoderLoss(inputOf(nodes), { ...options, sparsity: "top-k" });
    const [, encoder, encoderBias, decoder, decoderBias] = arrays as [
      Float32Array,
      ...Float32Array[],
    ] as Float32Array[];
    const weights = { encoder: encoder!, encoderBias: encoderBias!, decoder: decoder!, decoderBias: decoderBias! };
    const params = { ...options, latents, sparsity: "top-k" } as never;
    const form = crosscoderAutoencoder.exported({ weights, state: {}, step: 0 }, params, setting);
    const exported = exportDecomposition(form, { method: "sae/crosscoder", params: {}, latents });
    const x = matrix(batch, dim, arrays[0]!);
    const kept = (await backend.read(codes.tensor as Tensor)).map((code) => Number(code > 0));
    expect(exported.activity(x).data.map((code) => Number(code > 0))).toEqual(kept);
    expect(relativeError(exported.reconstruct(x).data, await backend.read(reconstruction.tensor))).toBeLessThan(
      ROUNDING,
    );
  });
});

describe("parts of a decomposition", () => {
  const write = matrix(2, 5, Float32Array.of(3, 4, 0, 0, 12, 0, 0, 0, 0, 0));
  const made = createDecomposition({
    method: "test/parts",
    params: {},
    read: matrix(2, 5, Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    write,
    offset: Float32Array.of(1, 2, 3, 4, 5),
    activation: { kind: "relu" },
  });
  test("have the columns of read and write rows, and lengths in those of the whole row", () => {
    const first = partOf(made, [2, 3], 0);
    expect(Array.from(first.lengths)).toEqual([expect.closeTo(5 / 13, 6), 0]);
    expect(Array.from(rowNorms(first.write))).toEqual(Array.from(first.lengths));
    expect(Array.from(partOf(made, [2, 3], 1).offset)).toEqual([3, 4, 5]);
    expect(Array.from(columnsOfPart(write, [2, 3], 1).data)).toEqual([0, 0, 12, 0, 0, 0]);
  });
  test("share the lengths of a latent, of which one that writes nothing has none", () => {
    const shares = Array.from(decoderShares(made, [2, 3]).data);
    expect(shares).toEqual([expect.closeTo(5 / 17, 6), expect.closeTo(12 / 17, 6), 0, 0]);
  });
  test("must add up to the width, and be counted from 0", () => {
    const codeOf = (body: () => unknown): unknown => {
      try {
        return body();
      } catch (error) {
        return isExampledonError(error) ? error.code : error;
      }
    };
    expect(codeOf(() => partOf(made, [2, 2], 0))).toBe("bad-shape");
    expect(codeOf(() => decoderShares(made, [6]))).toBe("bad-shape");
    expect(codeOf(() => partOf(made, [2, 3], 2))).toBe("bad-param");
  });
});
