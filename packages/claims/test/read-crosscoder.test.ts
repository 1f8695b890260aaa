import { type Matrix, matrix, rng, rowOf } from "@exampledon/core";
import { createDecomposition, type Decomposition, joinSources } from "@exampledon/decomposer";
import { activationsOf, spanned, withAddedAttribute } from "@exampledon/geometry";
import { expect, it } from "vitest";
import { directionsOf } from "../src/groups.ts";
import { mean } from "../src/mean.ts";
import { inner } from "../src/scrabble-finetune/change.ts";
import { readCrosscoder } from "../src/scrabble-finetune/read-crosscoder.ts";

const [ANIMALS, ATTRIBUTES] = [40, 30];
const base = spanned.build(rng("world"), { animals: ANIMALS, attributes: ATTRIBUTES });
const worlds = withAddedAttribute(base, rng("fine-tuning"));
const { before, after, direction } = worlds;
const [old, now] = [directionsOf(before, "animals"), directionsOf(after, "animals")];
const samples = joinSources([activationsOf(before), activationsOf(after)]).sample(rng("samples"), 1500);
const cosines = Array.from({ length: ANIMALS }, (_, i) => inner(rowOf(old, i), rowOf(now, i)));

/** A crosscoder whose latents have these rows in the two networks, and listen along them. */
function crosscoderOf(rows: readonly (readonly [Float32Array | undefined, Float32Array | undefined])[]): Decomposition {
  const write = matrix(rows.length, 2 * before.dim);
  rows.forEach(([first, second], i) => {
    if (first) rowOf(write, i).set(first);
    if (second) rowOf(write, i).set(second, before.dim);
  });
  const offset = new Float32Array(write.cols);
  return createDecomposition({
    method: "test/made",
    params: {},
    read: write,
    write,
    offset,
    activation: { kind: "relu" },
  });
}

const rowsOf = (m: Matrix): Float32Array[] => Array.from({ length: m.rows }, (_, i) => rowOf(m, i));
const [olds, nows] = [rowsOf(old), rowsOf(now)];

it("reads a latent for each animal as shared, turned by what the animal was turned", () => {
  const made = crosscoderOf(olds.map((row, i) => [row, nows[i]]));
  const found = readCrosscoder(made, worlds, samples);
  expect(found).toMatchObject({ shared: 1, latentsPerShared: 1, split: 0, oldOnly: 0, newOnly: 0 });
  expect(found.latentCosine).toBeCloseTo(mean(cosines), 5);
  expect(found.trueCosine).toBeCloseTo(mean(cosines), 5);
  expect(found.cosineError).toBeLessThan(1e-5);
  expect(found.newShare).toBeCloseTo(0.5, 5);
  expect(found.changeCosine).toBeGreaterThan(0.99);
  expect(found.attributeCosine).toBeLessThan(0.7);
});

it("reads latents of one network each as split, and one along the attribute as the new network's own", () => {
  const alone = [...olds.map((row) => [row, undefined] as const), ...nows.map((row) => [undefined, row] as const)];
  const found = readCrosscoder(crosscoderOf([...alone, [undefined, rowOf(direction, 0)]]), worlds, samples);
  expect(found).toMatchObject({ shared: 0, split: 1, latentCosine: 0, oldOnly: ANIMALS, newOnly: ANIMALS + 1 });
  expect(found.attributeCosine).toBeCloseTo(1, 5);
});

it("counts latents that repeat an animal", () => {
  const twice = olds.flatMap((row, i) => [[row, nows[i]] as const, [row, nows[i]] as const]);
  expect(readCrosscoder(crosscoderOf(twice), worlds, samples)).toMatchObject({ shared: 1, latentsPerShared: 2 });
});
