import {
  type IntegerField,
  integer,
  type Matrix,
  matrix,
  multiply,
  normalizeRows,
  rowOf,
  throwIfAborted,
} from "@exampledon/core";
import { createCheckpoint } from "../checkpoint.ts";
import type { DecomposerDefinition, Decomposition, FitContext, FitInput, FitStep } from "../contract.ts";
import { createDecomposition } from "../create-decomposition.ts";
import { defineDecomposer } from "../define-decomposer.ts";
import { packTensor, unpackTensor } from "../pack-tensor.ts";
import { unpackRng } from "../unpack-rng.ts";
import { seedCentroids } from "./seed-centroids.ts";

const id = "baseline/k-means";

type KMeansSpec = {
  readonly components: IntegerField;
  readonly iterations: IntegerField;
  readonly batch: IntegerField;
};

interface KMeansParams {
  readonly components: number;
  readonly iterations: number;
  readonly batch: number;
}

/** Spherical k-means: a dictionary in which one entry at a time is on. */
export const kMeans: DecomposerDefinition<KMeansSpec> = defineDecomposer({
  id,
  title: "Spherical k-means",
  summary: "Clusters directions of activations, with a fresh batch per iteration, and reads the nearest centroid only.",
  references: [
    {
      text: "A. Coates and A. Y. Ng (2012), Learning feature representations with k-means",
      url: "https://doi.org/10.1007/978-3-642-35289-8_30",
    },
  ],
  params: {
    components: integer({
      doc: "How many centroids.",
      unit: "components",
      default: 128,
      min: 1,
      max: 65536,
      scale: "log",
    }),
    iterations: integer({
      doc: "How often centroids are moved.",
      unit: "steps",
      default: 50,
      min: 1,
      max: 10_000,
      scale: "log",
    }),
    batch: integer({
      doc: "Activations per iteration.",
      unit: "samples",
      default: 2048,
      min: 1,
      max: 1_000_000,
      scale: "log",
    }),
  },
  tags: { space: "activation", stochastic: true, signed: false, usesTruth: false },
  fit,
});

async function* fit(
  { source }: FitInput,
  params: KMeansParams,
  { rng, signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const { components, iterations: total, batch } = params;
  const shape = [components, source.dim];
  const data = resume ? unpackRng(`${id}: state.data`, resume.state.data) : rng.split("data");
  throwIfAborted(signal, id);
  let centroids = resume
    ? matrix(components, source.dim, unpackTensor(`${id}: state.centroids`, resume.state.centroids, shape))
    : seedCentroids(rng.split("init"), normalizeRows(source.sample(data, batch)), components);

  const build = (): Decomposition =>
    createDecomposition({
      method: id,
      params: { ...params },
      read: centroids,
      write: centroids,
      offset: new Float32Array(source.dim),
      activation: { kind: "top-k", k: 1 },
    });

  for (let step = (resume?.step ?? 0) + 1; step <= total; step++) {
    throwIfAborted(signal, id);
    const moved = moveCentroids(centroids, normalizeRows(source.sample(data, batch)));
    centroids = moved.centroids;
    if (step % every === 0 || step === total) {
      yield {
        step,
        total,
        losses: { distance: moved.distance },
        peek: async () => build(),
        checkpoint: async () =>
          createCheckpoint({
            method: id,
            params: { ...params },
            step,
            state: { data: data.state(), centroids: packTensor(centroids.data, shape) },
          }),
      };
    }
  }
  throwIfAborted(signal, id);
  return build();
}

/** One Lloyd iteration on unit rows `[batch × dim]`; centroids that win nothing stay. `distance` is the mean 1 − cosine. */
function moveCentroids(centroids: Matrix, unit: Matrix): { readonly centroids: Matrix; readonly distance: number } {
  const cosines = multiply(unit, centroids, { transposeB: true });
  const sums = new Float64Array(centroids.data.length);
  let distance = 0;
  for (let i = 0; i < unit.rows; i++) {
    const row = rowOf(cosines, i);
    const winner = row.reduce((best, value, c) => (value > row[best]! ? c : best), 0);
    distance += (1 - row[winner]!) / unit.rows;
    const sample = rowOf(unit, i);
    for (let j = 0; j < sample.length; j++) sums[winner * unit.cols + j]! += sample[j]!;
  }
  const moved = normalizeRows(matrix(centroids.rows, centroids.cols, Float32Array.from(sums)));
  for (let c = 0; c < moved.rows; c++) {
    if (rowOf(moved, c).every((value) => value === 0)) rowOf(moved, c).set(rowOf(centroids, c));
  }
  return { centroids: moved, distance };
}
