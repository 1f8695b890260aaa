import { isExampledonError, type Matrix, matrix, matrixFromRows, rng, rowOf } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gaussian, plantedSamples, randomDictionary } from "../test/planted-codes.ts";
import { fista } from "./fista.ts";
import { ista } from "./ista.ts";
import { matchingPursuit } from "./matching-pursuit.ts";
import { orthogonalMatchingPursuit } from "./orthogonal-matching-pursuit.ts";

/** Float32 rounding of residuals and codes of samples of a few units of length. */
const ROUNDED = 1e-5;

test("OMP: residuals are what is left, orthogonal to the support; non-negative codes are ≥ 0", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), fc.boolean(), (seed, k, nonNegative) => {
      const stream = rng(seed);
      const dictionary = gaussian(stream.split("dictionary"), 20, 8);
      const samples = gaussian(stream.split("samples"), 3, 8);
      const found = orthogonalMatchingPursuit(dictionary, samples, { k, nonNegative });
      found.supports.forEach((support, i) => {
        expect(support.length).toBeLessThanOrEqual(k);
        const residual = rowOf(found.residuals, i);
        const rebuilt = rebuild(rowOf(found.codes, i), dictionary);
        residual.forEach((value, j) => {
          expect(Math.abs(rowOf(samples, i)[j]! - rebuilt[j]! - value)).toBeLessThan(10 * ROUNDED);
        });
        for (const atom of support) expect(Math.abs(dot(rowOf(dictionary, atom), residual))).toBeLessThan(10 * ROUNDED);
        if (nonNegative) for (const code of rowOf(found.codes, i)) expect(code).toBeGreaterThanOrEqual(0);
      });
    }),
    { numRuns: 40 },
  );
});

test("OMP and FISTA recover sums of few atoms of a random dictionary exactly", () => {
  const stream = rng("recovery");
  const dictionary = randomDictionary(stream.split("dictionary"), 200, 50);
  const planted = plantedSamples(stream.split("samples"), dictionary, 40, [{ active: 3, from: 0, to: 200 }]);
  for (const nonNegative of [true, false]) {
    const { codes, supports } = orthogonalMatchingPursuit(dictionary, planted.samples, { k: 3, nonNegative });
    expect(supports.map((support) => [...support].sort((a, b) => a - b))).toEqual(planted.supports);
    codes.data.forEach((code, at) => {
      expect(Math.abs(code - planted.codes.data[at]!)).toBeLessThan(ROUNDED);
    });
  }
  const { codes } = fista(dictionary, planted.samples, { lambda: 0.003, iterations: 600, nonNegative: true });
  codes.data.forEach((code, at) => {
    expect(code > 0.05).toBe(planted.codes.data[at]! > 0);
  });
});

test("matching pursuit takes the same atoms as OMP where atoms are orthogonal, and corrects itself where they are not", () => {
  const axes = matrixFromRows([
    [2, 0, 0],
    [0, 0.5, 0],
    [0, 0, -1],
  ]);
  const samples = matrixFromRows([[3, -1, 2]]);
  const found = matchingPursuit(axes, samples, { steps: 3 });
  expect([...found.codes.data]).toEqual([1.5, -2, -2]);
  expect(found.picks).toEqual([[0, 2, 1]]);
  expect([...matchingPursuit(axes, samples, { steps: 3, nonNegative: true }).codes.data]).toEqual([1.5, 0, 0]);
  const skew = matrixFromRows([
    [1, 0],
    [Math.SQRT1_2, Math.SQRT1_2],
  ]);
  const many = matchingPursuit(skew, matrixFromRows([[0.2, 1]]), { steps: 200, tolerance: 1e-6 });
  expect(new Set(many.picks[0])).toEqual(new Set([0, 1]));
  expect(many.codes.data[0]!).toBeCloseTo(-0.8, 5);
});

test("FISTA needs fewer iterations than ISTA, and both report how far they are", () => {
  const stream = rng("speed");
  const dictionary = gaussian(stream.split("dictionary"), 30, 10);
  const samples = gaussian(stream.split("samples"), 5, 10);
  const options = { lambda: 0.1, iterations: 5000, tolerance: 1e-6 };
  const fast = fista(dictionary, samples, options);
  const slow = ista(dictionary, samples, options);
  expect(fast.converged).toBe(5);
  const total = (counts: Int32Array): number => counts.reduce((sum, count) => sum + count, 0);
  expect(total(fast.iterations)).toBeLessThan(total(slow.iterations) / 2);
  const short = fista(dictionary, samples, { ...options, iterations: 3 });
  expect(short.converged).toBe(0);
  for (const violation of short.violations) expect(violation).toBeGreaterThan(1e-3);
});

describe("bad input", () => {
  const dictionary = matrixFromRows([
    [1, 0],
    [0, 1],
  ]);
  const nan = matrix(1, 2, Float32Array.from([0, Number.NaN]));
  test.each([
    ["bad-shape", () => orthogonalMatchingPursuit(dictionary, matrix(1, 3))],
    ["bad-shape", () => matchingPursuit(matrix(0, 2), matrix(1, 2))],
    ["not-finite", () => fista(dictionary, nan, { lambda: 1 })],
    ["not-finite", () => ista(nan, dictionary, { lambda: 1 })],
    ["bad-param", () => orthogonalMatchingPursuit(dictionary, dictionary, { k: 3 })],
    ["bad-param", () => orthogonalMatchingPursuit(dictionary, dictionary, { tolerance: Number.NaN })],
    ["bad-param", () => matchingPursuit(dictionary, dictionary, { steps: 1.5 })],
    ["bad-param", () => fista(dictionary, dictionary, { lambda: -1 })],
    ["bad-param", () => fista(dictionary, dictionary, { lambda: 1, lipschitz: 0 })],
  ])("%s: %s", (code, body) => {
    try {
      body();
    } catch (error) {
      expect(isExampledonError(error) ? error.code : error).toBe(code);
      return;
    }
    expect.fail("nothing was thrown");
  });
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}

function rebuild(code: Float32Array, dictionary: Matrix): Float64Array {
  const out = new Float64Array(dictionary.cols);
  code.forEach((amount, a) => {
    for (let j = 0; j < out.length; j++) out[j]! += amount * rowOf(dictionary, a)[j]!;
  });
  return out;
}
