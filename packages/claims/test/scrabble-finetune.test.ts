import { cpuBackend } from "@exampledon/backend-cpu";
import { claims, runClaim } from "@exampledon/claims";
import { type Matrix, matrix, matrixFromRows, multiply, rng, rowNorms, rowOf } from "@exampledon/core";
import { spanned, withAddedAttribute, withNoise } from "@exampledon/geometry";
import fc from "fast-check";
import { EigenvalueDecomposition, Matrix as Matrix64 } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { beside, difference, randomlyTurned, topComponent } from "../src/scrabble-finetune/change.ts";
import { oldAndNew } from "../src/scrabble-finetune/old-and-new.ts";
import { gaussianWithin, mergedLaw, mergedShare, nearestOthers } from "../src/scrabble-finetune/tolerance.ts";
import { unitDirections } from "../src/unit-directions.ts";

const claim = claims.find(({ id }) => id === "scrabble-finetune")!;
const shape = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  cols: fc.integer({ min: 2, max: 12 }),
  seed: fc.integer(),
});
const few = { numRuns: 30 };
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

async function valuesAt(params: Record<string, unknown>): Promise<Record<string, number>> {
  const run = runClaim(claim, {
    size: "ci",
    backend: cpuBackend(),
    params: { animals: 100, ...params },
    seeds: [1, 2],
  });
  for (;;) {
    const next = await run.next();
    if (next.done) return Object.fromEntries(Object.entries(next.value.values).map(([name, { mean }]) => [name, mean]));
  }
}

describe("top component", () => {
  it("holds the largest eigenvalue's share of the Gram matrix", () => {
    fc.assert(
      fc.property(shape, ({ rows, cols, seed }) => {
        const m = unitDirections(rng(seed), rows, cols);
        const gram = Matrix64.from1DArray(cols, cols, [...multiply(m, m, { transposeA: true }).data]);
        const eigenvalues = new EigenvalueDecomposition(gram, { assumeSymmetric: true }).realEigenvalues;
        const { share, direction } = topComponent(m);
        expect(Math.hypot(...direction)).toBeCloseTo(1, 6);
        expect(Math.abs(share - Math.max(...eigenvalues) / rows)).toBeLessThan(0.01);
      }),
      few,
    );
  });
  it("is all of a matrix of rank one, and nothing of zeros", () => {
    const rankOne = matrixFromRows([
      [2, 0, 4],
      [-1, 0, -2],
    ]);
    const { share, direction } = topComponent(rankOne);
    expect(share).toBeCloseTo(1, 6);
    expect(Math.abs(direction[2]! / direction[0]!)).toBeCloseTo(2, 6);
    expect(topComponent(matrix(3, 2)).share).toBe(0);
  });
});

describe("a random change", () => {
  it("turns unit rows by the given angles, sideways of where they were", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, cols, seed }, cosine) => {
        const before = unitDirections(rng(seed), rows, cols);
        const after = randomlyTurned(before, new Array<number>(rows).fill(cosine), rng(seed).split("turn"));
        for (const length of rowNorms(after)) expect(length).toBeCloseTo(1, 5);
        for (let i = 0; i < rows; i++) {
          expect(dot(rowOf(after, i), rowOf(before, i))).toBeCloseTo(cosine, 5);
          expect(dot(rowOf(beside(after, before), i), rowOf(before, i))).toBeCloseTo(0, 5);
        }
        expect(Math.max(...rowNorms(difference(after, before)))).toBeCloseTo(Math.sqrt(2 - 2 * cosine), 2);
      }),
      few,
    );
  });
});

describe("tolerance", () => {
  it("merges as the Gaussian law says, at any weight", () => {
    expect(gaussianWithin(1)).toBeCloseTo(0.682689492, 6);
    expect(gaussianWithin(1.959963985)).toBeCloseTo(0.95, 6);
    expect(gaussianWithin(0)).toBeCloseTo(0, 6);
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        (w, t) => {
          const stream = rng(`${w} ${t}`);
          const cosines = Array.from({ length: 4000 }, () => 1 / Math.hypot(1, w * stream.normal()));
          expect(Math.abs(mergedShare(cosines, t) - mergedLaw(t, w))).toBeLessThan(0.04);
        },
      ),
      few,
    );
  });
  it("looks for the nearest other row, not for the row itself", () => {
    const rows = matrixFromRows([
      [1, 0],
      [0, 1],
      [0.6, 0.8],
    ]);
    const nearest = nearestOthers(rows, 10);
    [0.6, 0.8, 0.8].forEach((value, i) => {
      expect(nearest[i]).toBeCloseTo(value, 6);
    });
  });
});

describe("old and new dictionaries", () => {
  const worlds = (weight: number, noise: number) => {
    const base = spanned.build(rng(1), { animals: 5, attributes: 8, magnitudeLow: 1, magnitudeHigh: 1 });
    const { before, after } = withAddedAttribute(base, rng(2), { weight, values: [1, 1, -1, 1, -1] });
    return { before: withNoise(before, noise), after: withNoise(after, noise) };
  };
  it("tell a large change from noise, and nothing where nothing moved", () => {
    const clear = oldAndNew(worlds(0.5, 0.1), [50, 200], rng(3));
    expect(clear).toEqual([1, 1]);
    const repeats = Array.from({ length: 40 }, (_, i) => oldAndNew(worlds(0, 0.5), [50], rng(i))[0]!);
    expect(Math.abs(repeats.reduce((sum, x) => sum + x, 0) / 40 - 0.5)).toBeLessThan(0.1);
  });
  it("say chance where no feature occurs in all fits", () => {
    const { before } = worlds(1, 0);
    const empty: Matrix = matrix(3, before.dim);
    const silent = {
      ...before,
      sample: () => ({ ...before.sample(rng(1), 3), activations: empty, generating: { animals: matrix(3, 5) } }),
    };
    expect(oldAndNew({ before: silent, after: silent }, [3], rng(1))).toEqual([0.5]);
  });
});

describe("scrabble-finetune", () => {
  it("keeps its identities at any size of the change, and merges less the larger it is", async () => {
    const merged: number[] = [];
    for (const importance of [0.1, 1, 5]) {
      const found = await valuesAt({ importance, attributes: 20 });
      expect(found.lawError).toBeLessThan(1e-5);
      expect(found.sidewaysTopShare).toBeGreaterThan(0.999);
      expect(found.changeSize).toBeCloseTo(found.randomSize!, 4);
      expect(found.readingGap).toBeCloseTo(found.randomReadingGap!, 4);
      merged.push(found.merged!);
    }
    expect(merged[0]).toBe(1);
    expect(merged[2]).toBeLessThan(merged[1]!);
  });
});
