import { type Matrix, multiply, rng, rngFromState, rowNorms } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { buildWorld, worlds } from "./worlds.ts";

const distance = (a: Matrix, b: Matrix): number =>
  Math.hypot(...a.data.map((value, i) => value - b.data[i]!)) / Math.hypot(...b.data);

/** Small, and with everything switched on. */
const small: Readonly<Record<string, Record<string, unknown>>> = {
  spanned: { animals: 40, attributes: 8, activeMax: 3, booleans: 2, noise: 0 },
  labelled: { animals: 40, attributes: 8, labelDims: 6, activeMax: 3, booleans: 2 },
  independent: { animals: 40, attributes: 8, dim: 9, activeMax: 3 },
  composed: { groupC: 2, shareOfPairs: 0.6, magnitudes: "independent", magnitudeLow: 0.5, magnitudeHigh: 2 },
  hierarchical: {
    features: 50,
    dim: 20,
    layout: "spread",
    depth: 2,
    firing: "zipfian",
    compensate: true,
    exclusive: 0.5,
    correlationRank: 3,
    correlationScale: 0.4,
    scaleByParent: true,
    magnitudeFirst: 5,
    deviation: 0.5,
    deviationSpread: 0.5,
    lengthSpread: 0.05,
  },
  superposition: { features: 12, dim: 5, sparsity: 0.7 },
  circular: { circles: 6, dim: 7, planes: "random", presence: 0.5, radiusHigh: 2, points: 7 },
};

describe.each(worlds.map(({ id }) => id))("every world: %s", (id) => {
  const build = (seed: number): ReturnType<typeof buildWorld> => buildWorld(id, small[id]!, rng(seed));

  it("has unit directions, a name for each feature, and says what it is", () => {
    const world = build(1);
    expect([world.id, worlds.find((each) => each.id === id)!.summary.endsWith(".")]).toEqual([id, true]);
    expect(world.params).toMatchObject(small[id]!);
    for (const { directions, names } of world.groups) {
      expect([directions.cols, names.length]).toEqual([world.dim, directions.rows]);
      expect(new Set(names).size).toBe(directions.rows);
      for (const length of rowNorms(directions)) expect(length).toBeCloseTo(1, 6);
    }
  });

  it("builds activations as the sum of the generating coefficients, and reads them off", () => {
    const world = build(2);
    const batch = world.sample(rng("data"), 64);
    const sums = world.groups.map(({ name, directions }) => multiply(batch.generating[name]!, directions));
    const total = { ...sums[0]!, data: sums[0]!.data.map((_, i) => sums.reduce((sum, { data }) => sum + data[i]!, 0)) };
    expect(distance(total, batch.activations)).toBeLessThan(1e-6);
    for (const { name, directions, sparse } of world.groups) {
      expect(batch.readings[name]).toEqual(multiply(batch.activations, directions, { transposeB: true }));
      expect(batch.coefficients[name]).toBe((sparse ? batch.generating : batch.readings)[name]);
    }
  });

  it("gives the same bits for the same seed, others for another, and goes on from a saved stream", () => {
    expect(build(5).groups).toEqual(build(5).groups);
    const world = build(5);
    const stream = rng("data");
    const first = world.sample(stream, 16).activations;
    const saved = stream.state();
    const second = world.sample(stream, 16).activations;
    expect(build(5).sample(rng("data"), 16).activations).toEqual(first);
    expect(world.sample(rngFromState(saved), 16).activations).toEqual(second);
    expect(second).not.toEqual(first);
    expect(build(6).sample(rng("data"), 16).activations).not.toEqual(first);
  });

  it("builds at its defaults and refuses unknown parameters and empty batches", () => {
    const code = expect.objectContaining({ code: "bad-param" });
    const world = buildWorld(id, {}, rng(1));
    expect(() => buildWorld(id, { wings: 2 }, rng(1))).toThrow(code);
    for (const batch of [0, -1, 1.5]) expect(() => world.sample(rng(1), batch)).toThrow(code);
  });
});
