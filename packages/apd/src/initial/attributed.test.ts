import { cpuBackend } from "@exampledon/backend-cpu";
import { type Matrix, matrix, multiply, normalizeRows, rng } from "@exampledon/core";
import { readoutNetwork } from "@exampledon/networks";
import { expect, test } from "vitest";
import { attributed } from "./attributed.ts";
import type { InitialInput } from "./initialisation.ts";

const backend = cpuBackend();
const network = readoutNetwork(rng(3), { animals: 12, attributes: 6, minDistance: 1 });
const { weights } = network.sites.find(({ name }) => name === "animals")!;

function inputAt(site: string, weights: Matrix, count: number): InitialInput {
  return {
    ...{ site, weights, components: count, count, rng: rng("start") },
    activations: () => Promise.reject(new Error("it draws its own")),
  };
}

const start = (count: number) =>
  attributed({ network, source: network.source, backend }).factors(inputAt("animals", weights, count));

test("writes hold the circuits that are on, in proportion", async () => {
  const { read, write } = await start(150);
  const directions = normalizeRows(write);
  const samples = network.source.sample(rng("start").split("attributed"), 1000);
  const alike = multiply(read, normalizeRows(samples), { transposeB: true });
  for (let c = 0; c < 150; c++) {
    const own = alike.data.subarray(c * 1000, (c + 1) * 1000);
    const sample = own.indexOf(Math.max(...own));
    expect(own[sample]!).toBeCloseTo(1, 5);
    // The circuits are relu(2 f · a − 2 theta) with theta 0.5.
    const products = multiply(matrix(1, 6, samples.data.slice(sample * 6, (sample + 1) * 6)), weights).data;
    const outputs = products.map((value) => Math.max(0, value - 1));
    const length = Math.hypot(...outputs);
    for (const [k, output] of outputs.entries()) {
      expect(directions.data[c * 12 + k]!).toBeCloseTo(output / length, 4);
    }
  }
});

test("the sum is as near the weights as one factor brings it", async () => {
  const { read, write } = await start(600);
  const rest = distance(multiply(read, write, { transposeA: true }));
  expect(rest).toBeLessThan(0.5);
  for (const factor of [0.95, 1.05]) {
    const scaled = matrix(
      600,
      12,
      write.data.map((value) => factor * value),
    );
    expect(distance(multiply(read, scaled, { transposeA: true }))).toBeGreaterThan(rest);
  }
});

test("few components start at many circuits", async () => {
  const { write } = await start(16);
  const strongest = Array.from({ length: 16 }, (_, c) => {
    const row = write.data.subarray(c * 12, (c + 1) * 12);
    return row.indexOf(Math.max(...row));
  });
  expect(new Set(strongest).size).toBeGreaterThanOrEqual(10);
});

test("a site that outputs hardly depend on is refused", async () => {
  const deaf = readoutNetwork(rng(3), { animals: 4, attributes: 6, minDistance: 1, theta: 10 });
  const { weights } = deaf.sites.find(({ name }) => name === "animals")!;
  await expect(
    attributed({ network: deaf, source: deaf.source, backend }).factors(inputAt("animals", weights, 20)),
  ).rejects.toMatchObject({ code: "bad-param" });
});

/** Squared distance to the weights, relative to their size. */
function distance(sum: Matrix): number {
  let rest = 0;
  let all = 0;
  weights.data.forEach((value, at) => {
    rest += (value - sum.data[at]!) ** 2;
    all += value ** 2;
  });
  return rest / all;
}
