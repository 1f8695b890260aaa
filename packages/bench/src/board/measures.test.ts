import { cpuBackend } from "@exampledon/backend-cpu";
import { integer, matrix, rng } from "@exampledon/core";
import { identity, run } from "@exampledon/decomposer";
import fc from "fast-check";
import { expect, it } from "vitest";
import { descriptionBits } from "./description-bits.ts";
import { paretoFront } from "./pareto-front.ts";
import { sweepOf, threeOf } from "./sweep.ts";

it("puts on the front what nothing beats, and beats all else by something on it", () => {
  const cost = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cost, cost), { minLength: 1, maxLength: 12 }), (points) => {
      const front = paretoFront(points);
      const beats = ([a, b]: readonly number[], [c, d]: readonly number[]): boolean =>
        a! <= c! && b! <= d! && (a! < c! || b! < d!);
      points.forEach((point, i) => {
        expect(points.some((other) => beats(other, point))).toBe(!front[i]);
        if (!front[i]) expect(points.some((other, j) => front[j] && beats(other, point))).toBe(true);
      });
    }),
  );
  expect(
    paretoFront([
      [Number.NaN, 0],
      [1, 1],
    ]),
  ).toEqual([false, true]);
});

it("keeps the ends and the middle of a sweep, and drops counts that do not fit", () => {
  expect(threeOf([1, 2, 3, 5, 8])).toEqual([1, 3, 8]);
  expect(threeOf([4])).toEqual([4]);
  expect(threeOf([])).toEqual([]);
  const k = integer({ doc: "k.", unit: "latents", default: 1, min: 1, max: 9, sweep: [1, 3, 8] });
  expect(sweepOf({ k }, 5)).toEqual([
    { param: "k", value: 1 },
    { param: "k", value: 3 },
  ]);
  expect(sweepOf({ other: integer({ doc: "o.", default: 1, min: 1, max: 9 }) }, 5)).toEqual([]);
});

it("describes Gaussian neurons in about as many bits as their entropy at that precision", async () => {
  const samples = 20_000;
  const stream = rng("bits");
  const x = matrix(
    samples,
    2,
    Float32Array.from({ length: 2 * samples }, (_, at) => stream.normal(0, at % 2 ? 2 : 1)),
  );
  const source = { dim: 2, sample: () => x };
  const neurons = await run(identity, { kind: "activations", source }, { backend: cpuBackend() });
  const bits = descriptionBits(neurons, x, neurons.activity(x));
  // Entropy of N(0, σ²) in bins of 0.05, and what the Gaussian code gives back where it has nothing left to tell but the
  // rounding, of variance 0.05² / 12: (1/12 − 1) / (2 ln 2) per dimension.
  const entropy = [1, 2].reduce((sum, sigma) => sum + Math.log2((sigma * Math.sqrt(2 * Math.PI * Math.E)) / 0.05), 0);
  const rest = (2 * (1 / 12 - 1)) / (2 * Math.LN2);
  expect(Math.abs(bits - entropy - rest)).toBeLessThan(0.02);
});
