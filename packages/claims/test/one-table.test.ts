import { cpuBackend } from "@exampledon/backend-cpu";
import { matrix, multiply, rng, transpose } from "@exampledon/core";
import { networkOutputs } from "@exampledon/networks";
import { describe, expect, it } from "vitest";
import { circuitsOf } from "../src/one-table/circuits.ts";
import { codeBits, PRECISION } from "../src/one-table/code-bits.ts";
import { fixedRows } from "../src/one-table/fixed-rows.ts";
import { type Level, readoutLevel, superposedLevel } from "../src/one-table/levels.ts";
import { decoded, linearDecoder } from "../src/one-table/linear-decoder.ts";
import { type RowScore, score } from "../src/one-table/score.ts";
import { axes, type Units } from "../src/one-table/units.ts";

const backend = cpuBackend();
const readout = readoutLevel(rng(1), { animals: 8, attributes: 6, minDistance: 2, jitter: 0.5 });
const superposed = superposedLevel(rng(2), 30);

async function scored(level: Level, key: string): Promise<RowScore> {
  const inputs = level.network.source.sample(rng(3), 1000);
  const circuits = circuitsOf(level.network, inputs);
  const row = fixedRows.find((each) => each.key === key)!;
  const fit = row.find({ level, circuits, inputs, context: { backend, rng: rng(4) } });
  for (;;) {
    const next = await fit.next();
    if (next.done) return score(next.value, circuits, inputs);
  }
}

describe.each([readout, superposed])("the level with $title", ({ network, neurons, answers }) => {
  const inputs = network.source.sample(rng(5), 40);
  it("answers as its network does", async () => {
    const wanted = await networkOutputs(backend, network, inputs);
    const found = answers(inputs);
    wanted.data.forEach((value, at) => {
      expect(found.data[at]).toBeCloseTo(value, 4);
    });
  });
  it("has as many neurons as its weights have columns", () => {
    expect(neurons(inputs).cols).toBe(network.sites.reduce((sum, { weights }) => sum + weights.cols, 0));
  });
});

describe("rows that nothing is learnt for", () => {
  it("neurons are circuits where each has its own, with one edge", async () => {
    const { groups } = await scored(readout, "neurons");
    for (const group of Object.values(groups)) {
      expect(group).toMatchObject({ found: 1, edges: 1 });
      expect(group.rSquared).toBeCloseTo(1, 5);
      expect(group.readOff).toBeCloseTo(1, 5);
    }
  });
  it("neurons are no circuits where they are shared, three to each", async () => {
    const { groups } = await scored(superposed, "neurons");
    expect(groups.animals!.found).toBe(0);
    expect(groups.animals!.edges).toBe(3);
  });
  it("the oracle reads everything, yet its dictionary has more than one edge to a circuit", async () => {
    const { groups } = await scored(readout, "oracle");
    for (const group of Object.values(groups)) {
      expect(group.found).toBe(1);
      expect(group.rSquared).toBeCloseTo(1, 5);
      expect(group.edges).toBeGreaterThan(1.5);
    }
  });
  it("what spans the space has everything together and finds nothing", async () => {
    const { groups } = await scored(readout, "svd");
    for (const group of Object.values(groups)) {
      expect(group.together).toBeGreaterThan(0.999);
      expect(group.found).toBeLessThan(0.2);
    }
  });
});

describe("the linear decoder", () => {
  const samples = 400;
  const stream = rng(6);
  const codes = matrix(
    samples,
    5,
    Float32Array.from({ length: samples * 5 }, () => stream.normal()),
  );
  const rows = matrix(
    5,
    3,
    Float32Array.from({ length: 15 }, () => stream.normal()),
  );
  const activations = multiply(codes, rows);
  it("finds the map that made the activations, an offset, and nothing for a unit that is off", () => {
    const shifted = { ...activations, data: activations.data.map((value) => value + 2) };
    const dead = { ...codes, data: codes.data.map((value, at) => (at % 5 === 4 ? 0 : value)) };
    const decoder = linearDecoder(dead, { ...shifted, data: multiply(dead, rows).data.map((value) => value + 2) });
    decoder.rows.data.forEach((value, at) => {
      expect(value).toBeCloseTo(at < 12 ? rows.data[at]! : 0, 2);
    });
    for (const value of decoder.offset) expect(value).toBeCloseTo(2, 2);
  });
  it("stays small where codes repeat each other", () => {
    const twice = transpose(matrix(2, samples, new Float32Array(2 * samples)));
    for (let i = 0; i < samples; i++) twice.data.fill(codes.data[i * 5]!, 2 * i, 2 * i + 2);
    const decoder = linearDecoder(twice, { rows: samples, cols: 1, data: twice.data.filter((_, at) => at % 2 === 0) });
    for (const value of decoder.rows.data) expect(value).toBeCloseTo(0.5, 2);
    expect(decoded(twice, decoder).data[0]).toBeCloseTo(codes.data[0]!, 2);
  });
});

it("counts the bits of an orthonormal Gaussian code by its entropy", () => {
  const stream = rng(7);
  const samples = 20_000;
  const deviation = 1;
  const activations = matrix(
    samples,
    2,
    Float32Array.from({ length: 2 * samples }, () => stream.normal(0, deviation)),
  );
  const bits = codeBits(activations, { rows: axes(2), offset: new Float64Array(2) }, activations);
  // The entropy of the bins, and what rounding leaves: uniform within a bin, a twelfth of its square, below the noise.
  const entropy = Math.log2((deviation * Math.sqrt(2 * Math.PI * Math.E)) / PRECISION);
  const left = (1 / 12 - 1) / (2 * Math.LN2);
  expect(bits).toBeCloseTo(2 * (entropy + left), 1);
});

it("counts all units as edges of a circuit that they carry nothing of", () => {
  const inputs = readout.network.source.sample(rng(8), 200);
  const circuits = circuitsOf(readout.network, inputs);
  const silent: Units = {
    directions: axes(6),
    read: axes(6),
    codes: matrix(200, 6),
    write: axes(6),
    into: "activation",
  };
  const { groups, active } = score(silent, circuits, inputs);
  expect(active).toBe(0);
  for (const group of Object.values(groups)) expect(group).toMatchObject({ edges: 6, rSquared: 0 });
});
