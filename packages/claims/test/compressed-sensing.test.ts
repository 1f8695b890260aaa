import { isExampledonError, rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bothGroups } from "../src/both-groups.ts";
import { compressedSensing } from "../src/compressed-sensing/claim.ts";
import { climb, transitions } from "../src/compressed-sensing/phase.ts";
import { halves, pursuitRate, readingsRSquared } from "../src/compressed-sensing/recovery.ts";
import { sparseSums } from "../src/sparse-sums.ts";
import { measure } from "./measure.ts";

describe("sparse sums", () => {
  it("are what they say: codes times directions, so many features of each group", () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(3), fc.nat(2), (seed, animals, attributes) => {
        const world = spanned.build(rng(seed), { animals: 6, attributes: 4 });
        const { activations, codes, supports } = sparseSums(rng(seed).split("x"), world, {
          animals,
          attributes,
          samples: 2,
        });
        const directions = bothGroups(world);
        for (let i = 0; i < 2; i++) {
          expect(supports[i]!.filter((atom) => atom < 6)).toHaveLength(animals);
          expect(supports[i]!.filter((atom) => atom >= 6)).toHaveLength(attributes);
          for (let j = 0; j < 4; j++) {
            let sum = 0;
            for (const atom of supports[i]!) sum += codes.data[i * 10 + atom]! * directions.data[atom * 4 + j]!;
            expect(activations.data[i * 4 + j]!).toBeCloseTo(sum, 5);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("recovery", () => {
  it("is certain for one feature, whatever the world", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 6, max: 20 }), (seed, attributes) => {
        const world = spanned.build(rng(seed).split("world"), { animals: 40, attributes });
        expect(pursuitRate(bothGroups(world), halves(rng(seed), world, 1, 5), 1)).toBe(1);
      }),
      { numRuns: 10 },
    );
  });
  it("explains k/(k + m) of the readings where it is exact", () => {
    for (const [animals, attributes] of [
      [1, 1],
      [2, 1],
      [1, 3],
    ] as const) {
      const world = spanned.build(rng(5).split("world"), { animals: 200, attributes: 60 });
      expect(readingsRSquared(rng(9), world, animals, attributes, 150)).toBeCloseTo(
        attributes / (attributes + animals),
        1,
      );
    }
  });
});

describe("phase diagram", () => {
  it("puts the transition between the rungs where recovery passes one half", () => {
    const rungs = [
      { y: 0.1, wins: 4 },
      { y: 0.2, wins: 3 },
      { y: 0.3, wins: 1 },
    ];
    const attempts = rungs.flatMap(({ y, wins }) => [0, 1, 2, 3].map((i) => ({ x: 0.5, y, success: i < wins })));
    expect(transitions(attempts).found[0]).toMatchObject({ delta: 0.5 });
    expect(transitions(attempts).found[0]!.measured).toBeCloseTo(0.25, 12);
  });
  it("starts at certainty and ends lost, or at the last rung", () => {
    const settings = { lambda: 0.02, iterations: 300 };
    const { grid } = transitions(climb(rng(2), 0.3, 12, 4, settings));
    expect(grid.cells[0]!.rate).toBe(1);
    expect(grid.cells.at(-1)!.rate).toBeLessThan(0.5);
  });
});

describe("hostile parameters", () => {
  const cheap = {
    samples: 2,
    fistaSamples: 1,
    iterations: 10,
    phaseDims: 4,
    phaseSamples: 1,
    saeAnimals: 4,
    saeAttributes: 2,
    saeMost: 1,
    steps: 50,
    batch: 4,
  };
  it.each([
    { animals: 2, attributes: 2, mostActive: 2 },
    { animals: 2, attributes: 5, mostActive: 4 },
    { animals: 3, attributes: 60, mostActive: 2 },
  ])("give finite values: %o", async (params) => {
    const values = Object.values(await measure(compressedSensing, { ...cheap, ...params }, [1]));
    expect(values.every(Number.isFinite)).toBe(true);
  });
  it("that ask for more features than there are are refused", async () => {
    const error = await measure(compressedSensing, { ...cheap, animals: 2, mostActive: 40 }, [1]).catch(
      (e: unknown) => e,
    );
    expect(isExampledonError(error) && error.code).toBe("bad-param");
  });
});
