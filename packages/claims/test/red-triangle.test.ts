import { cpuBackend } from "@exampledon/backend-cpu";
import { matrixFromRows, rng, stackRows } from "@exampledon/core";
import { composed } from "@exampledon/geometry";
import { networkOutputs } from "@exampledon/networks";
import { expect, it } from "vitest";
import { directionsOf } from "../src/groups.ts";
import { armsOf } from "../src/red-triangle/arms.ts";
import { readerNetwork } from "../src/red-triangle/reader-network.ts";

const params = {
  colours: 3,
  shapes: 4,
  shareOfPairs: 0.5,
  weakPenalty: 0.1,
  strongPenalty: 0.3,
  steps: 50,
  longer: 3,
  batch: 16,
  learningRate: 0.003,
};

it("has circuits that answer one to each feature that is there, and nothing to the others", async () => {
  const world = composed.build(rng(1), { groupA: 3, groupB: 4, shareOfPairs: 1 });
  const network = readerNetwork(stackRows(directionsOf(world, "colours"), directionsOf(world, "shapes")));
  const { activations, generating } = world.sample(rng(2), 20);
  const answers = await networkOutputs(cpuBackend(), network, activations);
  const wanted = Array.from({ length: 20 }, (_, i) => [
    ...generating.colours!.data.subarray(i * 3, i * 3 + 3),
    ...generating.shapes!.data.subarray(i * 4, i * 4 + 4),
  ]);
  matrixFromRows(wanted).data.forEach((value, at) => {
    expect(answers.data[at]).toBeCloseTo(value, 5);
  });
});

it("trains the other architectures only when asked, all of them where features never come alone", () => {
  const keys = (others: boolean) => armsOf({ ...params, others }).map(({ key }) => key);
  expect(keys(false)).not.toContain("matryoshka");
  const arms = armsOf({ ...params, others: true });
  const of = (key: string) => arms.find((arm) => arm.key === key)!;
  expect(["matryoshka", "endToEnd", "endToEndBoth"].map((key) => of(key).share)).toEqual([1, 1, 1]);
  expect(["matryoshka", "endToEnd", "endToEndBoth"].map((key) => of(key).params.latents)).toEqual([19, 7, 19]);
  expect(new Set(arms.map(({ stream }) => stream)).size).toBe(arms.length - 1);
});
