import { isExampledonError, matrix, rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { random } from "./baselines/random.ts";
import { fitSeeds } from "./fit-seeds.ts";
import { matrixSource } from "./matrix-source.ts";
import { run } from "./run.ts";

const stream = rng(1);
const data = matrix(
  20,
  4,
  Float32Array.from({ length: 80 }, () => stream.normal()),
);
const input = { kind: "activations", source: matrixSource(data) } as const;
const backend = undefined as never;

test("each result is that of a run with its seed, and reports name the seed", async () => {
  const seen: unknown[] = [];
  const found = await fitSeeds(random, input, { backend, seeds: [3, "a"], onStep: (_, seed) => void seen.push(seed) });
  const alone = await Promise.all([3, "a"].map((seed) => run(random, input, { backend, seed })));
  expect(found.map((one) => JSON.stringify(one))).toEqual(alone.map((one) => JSON.stringify(one)));
  expect(JSON.stringify(found[0])).not.toBe(JSON.stringify(found[1]));
  expect([...new Set(seen)]).toEqual([3, "a"]);
});

test.each([[[]], [[1, 2, 1]]])("seeds %j are refused", async (seeds) => {
  const error = await fitSeeds(random, input, { backend, seeds }).catch((reason: unknown) => reason);
  expect(isExampledonError(error, "bad-param")).toBe(true);
});
