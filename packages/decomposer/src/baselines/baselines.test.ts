import type { Backend } from "@exampledon/compute";
import {
  isExampledonError,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  rng,
  rowNorms,
  rowOf,
} from "@exampledon/core";
import { describe, expect, test } from "vitest";
import type { FitInput } from "../contract.ts";
import { matrixSource } from "../matrix-source.ts";
import { run } from "../run.ts";
import { identity } from "./identity.ts";
import { kMeans } from "./k-means.ts";
import { oracle } from "./oracle.ts";
import { pca } from "./pca.ts";
import { random } from "./random.ts";
import { seedCentroids } from "./seed-centroids.ts";

// Nothing here touches it: a method that did would fail.
const backend = {} as Backend;
const DIM = 6;

function gaussian(seed: string, rows: number, cols: number): Matrix {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
}

/** Samples around a mean with a known deviation along each axis. */
const deviations = [5, 3, 2, 1, 0.5, 0.1];
const stretched = gaussian("stretched", 4000, DIM);
stretched.data.forEach((value, at) => {
  stretched.data[at] = 7 + value * deviations[at % DIM]!;
});
const input: FitInput = { kind: "activations", source: matrixSource(stretched) };

test("identity reads and rebuilds every activation exactly", async () => {
  const found = await run(identity, input, { backend });
  expect(found.activity(stretched).data).toEqual(stretched.data);
  expect(found.reconstruct(stretched).data).toEqual(stretched.data);
});

test("random directions are unit, and spread over the sphere", async () => {
  const { write } = await run(random, input, { backend, params: { components: 4000 } });
  for (const length of rowNorms(write)) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
  const moment = multiply(write, write, { transposeA: true });
  // The second moment of the uniform sphere is I/dim; the bound is six standard errors of 4000 draws.
  for (let i = 0; i < DIM; i++) {
    for (let j = 0; j < DIM; j++) {
      expect(Math.abs(rowOf(moment, i)[j]! / 4000 - (i === j ? 1 / DIM : 0))).toBeLessThan(
        6 * Math.sqrt(2 / DIM / DIM / 4000),
      );
    }
  }
});

describe("pca", () => {
  test("finds the axes by falling variance, and the mean", async () => {
    const found = await run(pca, input, { backend });
    for (let i = 0; i < DIM; i++) expect(rowOf(found.write, i)[i]!).toBeGreaterThan(0.99);
    const error = found.reconstruct(stretched);
    error.data.forEach((value, at) => {
      expect(Math.abs(value - stretched.data[at]!)).toBeLessThan(1e-4);
    });
    // Six standard errors of the mean of 8192 draws from 4000 rows.
    for (const value of found.offset) expect(Math.abs(value - 7)).toBeLessThan(6 * 5 * Math.sqrt(1 / 8192 + 1 / 4000));
  });

  test("draws exactly the samples it was asked for", async () => {
    let drawn = 0;
    const counted: FitInput = {
      kind: "activations",
      source: {
        dim: DIM,
        sample: (stream, batch) => {
          drawn += batch;
          return input.source.sample(stream, batch);
        },
      },
    };
    await run(pca, counted, { backend, params: { samples: 1300 } });
    expect(drawn).toBe(1300);
  });
});

describe("k-means", () => {
  const directions = matrixFromRows([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [-1, 0, 0],
  ]);
  const source = {
    dim: 3,
    sample: (stream: ReturnType<typeof rng>, batch: number) => {
      const rows = Array.from({ length: batch }, () => {
        const length = stream.uniform(1, 9);
        return rowOf(directions, stream.integer(4)).map((value) => length * value + stream.normal(0, 0.02));
      });
      return matrixFromRows(rows);
    },
  };

  test("finds tight clusters whatever their lengths, and reads the winner's projection only", async () => {
    const params = { components: 4, iterations: 5, batch: 400 };
    const found = await run(kMeans, { kind: "activations", source }, { backend, params });
    const cosines = multiply(directions, found.write, { transposeB: true });
    for (let i = 0; i < 4; i++) expect(Math.max(...rowOf(cosines, i))).toBeGreaterThan(0.999);
    const activity = found.activity(matrixFromRows([[0, 5, 0.1]]));
    expect(activity.data.filter((value) => value > 0)).toHaveLength(1);
    expect(Math.abs(Math.max(...activity.data) - 5)).toBeLessThan(0.05);
  });

  test("the distance it reports falls", async () => {
    const distances: number[] = [];
    const params = { components: 8, iterations: 6, batch: 2000 };
    await run(kMeans, input, {
      backend,
      params,
      every: 1,
      onStep: (step) => void distances.push(step.losses.distance!),
    });
    expect(distances).toHaveLength(6);
    expect(distances[5]!).toBeLessThan(distances[0]!);
  });

  test("k-means++ takes each distinct direction once before it makes any up", () => {
    const unit = matrixFromRows([...Array(5).fill([1, 0]), [0, 0], ...Array(5).fill([0, 1]), [-1, 0]]);
    for (let seed = 0; seed < 10; seed++) {
      const seeds = seedCentroids(rng(seed), unit, 4);
      const first = [0, 1, 2].map((i) => [...rowOf(seeds, i)].map(Math.round).join());
      expect(new Set(first)).toEqual(new Set(["1,0", "0,1", "-1,0"]));
      for (const length of rowNorms(seeds)) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
    }
  });
});

describe("oracle", () => {
  test("reads the planted directions above the threshold", async () => {
    const truth = matrixFromRows([
      [1, 0],
      [0, 1],
    ]);
    const source = matrixSource(truth);
    const found = await run(oracle, { kind: "activations", source, truth }, { backend, params: { threshold: 0.3 } });
    expect([...found.activity(matrixFromRows([[2, 0.25]])).data]).toEqual([2, 0]);
    expect(found.write.data).toEqual(truth.data);
  });

  test("fails without the truth", async () => {
    const error = await run(oracle, input, { backend }).catch((caught: unknown) => caught);
    expect(isExampledonError(error, "bad-param")).toBe(true);
  });
});
