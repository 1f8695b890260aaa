import { matrixFromRows, multiply, rng } from "@exampledon/core";
import { independent, spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqrtDAtOnce } from "../src/sqrt-d-at-once/claim.ts";
import { crowdAt, noiseAt } from "../src/sqrt-d-at-once/read-offs.ts";
import { measure, run } from "./measure.ts";

describe("noiseAt", () => {
  it("sums to what is left of a unit vector when all of an orthonormal basis is on, worst case at most √d", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (attributes, seed) => {
        const world = spanned.build(rng(seed), { animals: 30, attributes });
        const order = rng(seed).choose(attributes, attributes);
        const [none, all] = noiseAt(world, order, [0, attributes], 0.5);
        expect(none).toEqual({ count: 0, rms: 0, misses: 0, worst: 0, worstMisses: 0 });
        const ones = matrixFromRows([new Float32Array(attributes).fill(1)]);
        const sum = multiply(ones, world.groups[1]!.directions);
        const reads = multiply(sum, world.groups[0]!.directions, { transposeB: true }).data;
        expect(all!.rms).toBeCloseTo(Math.sqrt(reads.reduce((total, x) => total + x * x, 0) / 30), 5);
        expect(all!.misses).toBeCloseTo(reads.filter((x) => 1 + x < 0.5).length / 30, 6);
        expect(all!.worst).toBeGreaterThanOrEqual(all!.rms * 0.5);
        expect(all!.worst).toBeLessThanOrEqual(Math.sqrt(attributes) + 1e-5);
        expect(all!.worstMisses).toBeGreaterThanOrEqual(all!.misses);
      }),
      { numRuns: 15 },
    );
  });
});

describe("crowdAt", () => {
  it("never misses when animals are alone, and counts the circuits that answer by themselves", () => {
    const world = independent.build(rng(1), { animals: 40, attributes: 6, dim: 12 });
    const options = { counts: [0], trials: 40, threshold: 0.5 };
    const [alone] = crowdAt(world, rng(2), options);
    expect(alone!.argmaxMisses).toBe(0);
    const table = multiply(world.groups[0]!.directions, world.groups[0]!.directions, { transposeB: true });
    const overHalf = table.data.filter((x) => x > 0.5).length - 40;
    // Animals are drawn with replacement: within three standard errors of the mean over all of them.
    expect(Math.abs(alone!.falseCircuits - overHalf / 40)).toBeLessThan(1.5);
    expect(crowdAt(world, rng(2), { ...options, threshold: 0.999 })[0]!.falseCircuits).toBe(0);
  });
});

describe("sqrt-d-at-once", () => {
  it("follows √(k/d) at any size, in both worlds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 80 }), fc.nat(1000), async (attributes, seed) => {
        const report = await run(sqrtDAtOnce, { animals: 200, attributes, trials: 2 }, [seed, seed + 1, seed + 2]);
        const { noiseRoot, unrelatedNoiseRoot, worstRatio } = report.values;
        const law = Math.sqrt(Math.round(Math.sqrt(attributes)) / attributes);
        expect(noiseRoot!.mean / law).toBeGreaterThan(0.85);
        expect(noiseRoot!.mean / law).toBeLessThan(1.15);
        expect(unrelatedNoiseRoot!.mean / law).toBeGreaterThan(0.75);
        expect(unrelatedNoiseRoot!.mean / law).toBeLessThan(1.25);
        expect(worstRatio!.mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 1);
      }),
      { numRuns: 4, seed: 1 },
    );
  });

  it("stays finite at the edges of its parameters", async () => {
    for (const params of [
      { animals: 2, attributes: 2, trials: 1 },
      { animals: 2, attributes: 400, trials: 1, threshold: 0.95 },
      { animals: 100, attributes: 3, trials: 20, threshold: 0.05 },
    ]) {
      const values = await measure(sqrtDAtOnce, params, [1]);
      for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});
