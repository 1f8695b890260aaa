import { isExampledonError, type Matrix, matrix, matrixFromRows, rng, rowNorms, rowOf } from "@exampledon/core";
import { type DecomposerDefinition, type Decomposition, matrixSource, run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { gaussian, plantedSamples, randomDictionary } from "../test/planted-codes.ts";
import { ica } from "./ica.ts";
import { initialDictionary } from "./initial-dictionary.ts";
import { kSvd } from "./k-svd.ts";
import { nmf } from "./nmf.ts";
import { omp } from "./omp.ts";
import { onlineDictionaryLearning } from "./online-dictionary-learning.ts";
import { rankOneSweep } from "./rank-one-sweep.ts";
import { updateAtoms } from "./update-atoms.ts";
import { worstSamples } from "./worst-samples.ts";

// Nothing here touches it: a method that did would fail.
const backend = {} as never;
const stream = rng("learners");
const never = (): undefined => undefined;

/** Samples of two atoms each of an overcomplete dictionary: no sample is an atom. */
const truth = randomDictionary(stream.split("truth"), 16, 10);
const input = {
  kind: "activations",
  source: matrixSource(plantedSamples(stream.split("data"), truth, 2000, [{ active: 2, from: 0, to: 16 }]).samples),
} as const;

test.each([
  [
    "online dictionary learning",
    onlineDictionaryLearning,
    { components: 24, steps: 150, batch: 48, lambda: 0.15, codeIterations: 50 },
  ],
  ["K-SVD", kSvd, { components: 24, samples: 1000, iterations: 30, k: 2 }],
] as const)("%s finds an overcomplete dictionary from sums of two", async (_, method, params) => {
  const errors: number[] = [];
  const found = await run(method as DecomposerDefinition, input, {
    backend,
    seed: 2,
    params,
    every: 1,
    onStep: ({ losses }) => void errors.push(losses.error!),
  });
  expect(errors.at(-1)!).toBeLessThan(errors[0]!);
  // With half as many atoms again as there are to find: with just as many, both can end in local optima.
  expect(Math.min(...bestCosines(truth, found))).toBeGreaterThan(0.98);
});

test("an atom update lowers the squared error of its statistics, and forgets what it replaces", () => {
  const samples = input.source.sample(rng("update"), 60);
  const start = initialDictionary(rng("update start"), samples, 5);
  const codes = gaussian(rng("codes"), 60, 5);
  for (let i = 0; i < 60; i++) rowOf(codes, i)[3] = 0;
  const products = new Float32Array(25);
  const targets = new Float32Array(50);
  for (let i = 0; i < 60; i++) {
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b < 5; b++) products[a * 5 + b]! += rowOf(codes, i)[a]! * rowOf(codes, i)[b]!;
      for (let j = 0; j < 10; j++) targets[a * 10 + j]! += rowOf(codes, i)[a]! * rowOf(samples, i)[j]!;
    }
  }
  const fresh = new Float64Array(10).fill(0);
  fresh[7] = 1;
  const moved = updateAtoms(start, { products, targets }, () => fresh);
  expect([...rowOf(moved, 3)]).toEqual([...fresh]);
  expect(Math.max(...products.subarray(15, 20))).toBe(0);
  for (const length of rowNorms(moved)) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
  // Atom 3 has no codes, so it does not count.
  expect(errorOf(samples, codes, moved)).toBeLessThan(errorOf(samples, codes, start));
});

test("a sweep of rank-one fits lowers the error, keeps signs on request, and replaces unused atoms by bad samples", () => {
  const samples = input.source.sample(rng("sweep"), 80);
  const start = initialDictionary(rng("sweep start"), samples, 6);
  const codes = matrix(80, 6);
  for (let i = 0; i < 80; i++) for (const a of [i % 5, (i * 3 + 1) % 5]) rowOf(codes, i)[a] = 0.5 + (i % 7) / 7;
  const before = errorOf(samples, codes, start);
  const errors = new Float64Array(80);
  errors[11] = 2;
  errors[5] = 1;
  const changed = Float64Array.from(codes.data);
  const moved = rankOneSweep(start, samples, changed, true, worstSamples(samples, errors));
  expect(errorOf(samples, matrix(80, 6, Float32Array.from(changed)), moved)).toBeLessThan(before);
  expect(Math.min(...changed)).toBeGreaterThanOrEqual(0);
  const worst = rowOf(samples, 11);
  rowOf(moved, 5).forEach((value, j) => {
    expect(Math.abs(value * Math.hypot(...worst) - worst[j]!)).toBeLessThan(1e-6);
  });
  const kept = rankOneSweep(start, samples, Float64Array.from(codes.data), true, never);
  expect([...rowOf(kept, 5)]).toEqual([...rowOf(start, 5)]);
});

test("worst samples come by error, without zeros, and end", () => {
  const samples = matrixFromRows([
    [3, 0],
    [0, 0],
    [0, 2],
  ]);
  const next = worstSamples(samples, Float64Array.from([1, 9, 5]));
  expect([next(), next(), next()].map((row) => row && [...row])).toEqual([[0, 1], [1, 0], undefined]);
});

test("ICA unmixes skewed sources with their sign, and says when there are too few directions", async () => {
  const mixing = gaussian(stream.split("mixing"), 4, 6);
  const draw = stream.split("sources");
  const data = matrix(3000, 6);
  for (let i = 0; i < data.rows; i++) {
    for (let s = 0; s < 4; s++) {
      const source = draw.uniform() < 0.2 ? draw.uniform(0.5, 1.5) : 0;
      rowOf(mixing, s).forEach((value, j) => {
        rowOf(data, i)[j]! += source * value + 2 / 4;
      });
    }
  }
  const input = { kind: "activations", source: matrixSource(data) } as const;
  const found = await run(ica, input, { backend, params: { samples: 3000, iterations: 60 } });
  expect(found.components).toBe(4);
  for (const cosine of bestCosines(unit(mixing), found)) expect(cosine).toBeGreaterThan(0.99);
  const rebuilt = found.reconstruct(data);
  rebuilt.data.forEach((value, at) => {
    expect(Math.abs(value - data.data[at]!)).toBeLessThan(1e-4);
  });
  expect(await codeOf(run(ica, input, { backend, params: { components: 5, samples: 500 } }))).toBe("bad-param");
});

test("NMF refuses negative activations; OMP needs the truth", async () => {
  expect(await codeOf(run(nmf, input, { backend, params: { samples: 50 } }))).toBe("bad-param");
  expect(await codeOf(run(omp, input, { backend }))).toBe("bad-param");
});

test("the initial dictionary has unit rows, distinct samples first", () => {
  const samples = matrixFromRows([
    [0, 0],
    [0, 4],
    [5, 0],
  ]);
  const rows = initialDictionary(rng(1), samples, 4);
  expect([...rows.data.subarray(0, 4)].sort()).toEqual([0, 0, 1, 1]);
  for (const length of rowNorms(rows)) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
});

async function codeOf(attempt: Promise<unknown>): Promise<string | undefined> {
  const error = await attempt.catch((caught: unknown) => caught);
  return isExampledonError(error) ? error.code : undefined;
}

function unit(m: Matrix): Matrix {
  const lengths = rowNorms(m);
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => value / lengths[Math.floor(at / m.cols)]!),
  );
}

/** Of each planted row, the largest cosine with a write row. */
function bestCosines(planted: Matrix, { write }: Decomposition): number[] {
  return Array.from({ length: planted.rows }, (_, f) =>
    Math.max(
      ...Array.from({ length: write.rows }, (_, c) =>
        rowOf(planted, f).reduce((sum, value, j) => sum + value * rowOf(write, c)[j]!, 0),
      ),
    ),
  );
}

function errorOf(samples: Matrix, codes: Matrix, dictionary: Matrix): number {
  let sum = 0;
  for (let i = 0; i < samples.rows; i++) {
    const residual = Float64Array.from(rowOf(samples, i));
    rowOf(codes, i).forEach((amount, a) => {
      for (let j = 0; j < residual.length; j++) residual[j]! -= amount * rowOf(dictionary, a)[j]!;
    });
    sum += residual.reduce((total, value) => total + value * value, 0);
  }
  return sum;
}
