import { cpuBackend } from "@exampledon/backend-cpu";
import { type Matrix, matrix, multiply, rng } from "@exampledon/core";
import { readoutNetwork } from "@exampledon/networks";
import { expect, test } from "vitest";
import { attributed } from "./attributed.ts";
import type { InitialInput } from "./initialisation.ts";

const backend = cpuBackend();

function inputAt(site: string, weights: Matrix, count: number): InitialInput {
  return {
    ...{ site, weights, components: count, count, rng: rng("start") },
    activations: () => Promise.reject(new Error("it draws its own")),
  };
}

test("writes hold the circuits that are on, in proportion, and their sum is near the weights", async () => {
  const network = readoutNetwork(rng(3), { animals: 12, attributes: 6, minDistance: 1 });
  const { weights } = network.sites.find(({ name }) => name === "animals")!;
  const { read, write } = await attributed({ network, source: network.source, backend }).factors(
    inputAt("animals", weights, 600),
  );
  const samples = network.source.sample(rng("start").split("attributed"), 1000);
  // The circuits are relu(2 f · a − 2 theta) with theta 0.5.
  const outputs = multiply(samples, weights).data.map((value) => Math.max(0, value - 1));
  let row = 0;
  for (let i = 0; i < samples.rows && row < 600; i++) {
    const on = outputs.subarray(i * 12, (i + 1) * 12);
    const length = Math.hypot(...on);
    if (length === 0) continue;
    const own = write.data.subarray(row * 12, (row + 1) * 12);
    const size = Math.hypot(...own);
    for (const [k, value] of on.entries()) expect(own[k]! / size).toBeCloseTo(value / length, 4);
    const sample = samples.data.subarray(i * 6, (i + 1) * 6);
    const reads = read.data.subarray(row * 6, (row + 1) * 6);
    for (const [k, value] of reads.entries()) expect(value).toBeCloseTo(sample[k]! / Math.hypot(...sample), 5);
    row++;
  }
  expect(row).toBe(600);
  const rest = distance(multiply(read, write, { transposeA: true }), weights);
  expect(rest).toBeLessThan(0.5);
  const scaled = multiply(
    read,
    matrix(
      600,
      12,
      write.data.map((value) => 1.05 * value),
    ),
    { transposeA: true },
  );
  expect(distance(scaled, weights)).toBeGreaterThan(rest);
});

test("a site that outputs hardly depend on is refused", async () => {
  const network = readoutNetwork(rng(3), { animals: 4, attributes: 6, minDistance: 1, theta: 10 });
  const { weights } = network.sites.find(({ name }) => name === "animals")!;
  await expect(
    attributed({ network, source: network.source, backend }).factors(inputAt("animals", weights, 20)),
  ).rejects.toMatchObject({ code: "bad-param" });
});

/** Squared distance relative to the weights. */
function distance(sum: Matrix, weights: Matrix): number {
  let rest = 0;
  let all = 0;
  weights.data.forEach((value, at) => {
    rest += (value - sum.data[at]!) ** 2;
    all += value ** 2;
  });
  return rest / all;
}
