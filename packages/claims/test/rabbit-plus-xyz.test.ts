import { multiply, rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rabbitPlusXyz } from "../src/rabbit-plus-xyz/claim.ts";
import { dressAnimals } from "../src/rabbit-plus-xyz/samples.ts";
import { measure } from "./measure.ts";

describe("dressAnimals", () => {
  it("adds one to the readings of the chosen attributes and nothing to the others'", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.nat(), (attributes, seed) => {
        const world = spanned.build(rng(seed), { animals: 6, attributes });
        const axes = world.groups[1]!.directions;
        const before = multiply(world.groups[0]!.directions, axes, { transposeB: true }).data;
        const { activations, added } = dressAnimals(rng(seed), world, 1 + (seed % attributes));
        const after = multiply(activations, axes, { transposeB: true }).data;
        for (let i = 0; i < 6; i++) {
          expect(new Set(added[i]).size).toBe(1 + (seed % attributes));
          for (let j = 0; j < attributes; j++) {
            const expected = before[i * attributes + j]! + Number(added[i]!.includes(j));
            expect(after[i * attributes + j]).toBeCloseTo(expected, 5);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("rabbit-plus-xyz", () => {
  it("reads nature and addition together at any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 3, max: 60 }),
        fc.nat(),
        async (animals, attributes, seed) => {
          const values = await measure(rabbitPlusXyz, { animals, attributes }, [seed]);
          expect(values.sumError).toBeLessThan(1e-5);
          expect([values.cuterThanNature, values.cuterThanAddition]).toEqual([1, 1]);
        },
      ),
      { numRuns: 8 },
    );
  });
  it("has laws that hold: √(2/(πd)) in many dimensions, and even odds of a threshold at the animal's own reading", async () => {
    const { gainLaw } = await measure(rabbitPlusXyz, { animals: 2, attributes: 301 }, [1]);
    expect(gainLaw).toBeCloseTo(Math.sqrt(2 / (Math.PI * 301)), 4);
    const { firesLaw } = await measure(rabbitPlusXyz, { animals: 2, attributes: 3, extras: 1, threshold: 0.95 }, [1]);
    // In three dimensions a coordinate is uniform: P(u > −0.05).
    expect(firesLaw).toBeCloseTo(1.05 / 2, 5);
  });
  it("stays finite at the edges, and refuses more attributes than there are", async () => {
    for (const params of [
      { animals: 2, attributes: 2, extras: 2 },
      { animals: 30, attributes: 50, extras: 50, threshold: 0.95 },
      { animals: 2, attributes: 400, extras: 1, threshold: 0.05 },
    ]) {
      const values = await measure(rabbitPlusXyz, params, [1]);
      for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
    const refused = measure(rabbitPlusXyz, { attributes: 2, extras: 3 }, [1]);
    await expect(refused).rejects.toMatchObject({ code: "bad-param" });
  });
});
