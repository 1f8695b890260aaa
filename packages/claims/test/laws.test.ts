import { findClaim } from "@exampledon/claims";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measure } from "./measure.ts";

const seed = fc.integer({ min: 0, max: 10_000 });
const runs = { numRuns: 6 };

describe("laws over random settings", () => {
  it("claim 1: animals and attributes are 1/√d apart, like two animals, and ratios do not depend on the sizes", async () => {
    await fc.assert(
      fc.asyncProperty(seed, fc.integer({ min: 8, max: 60 }), async (at, attributes) => {
        const v = await measure(findClaim("near-orthogonal"), { animals: 300, attributes }, [at]);
        // Exact: the attributes are a basis, so an animal's squared cosines add up to 1.
        expect(v.rmsAnimalAttribute! * Math.sqrt(attributes)).toBeCloseTo(1, 5);
        // Random: 45 000 pairs scatter the mean square by about √(2/45000) of itself.
        expect(Math.abs(v.rmsAnimalAnimal! * Math.sqrt(attributes) - 1)).toBeLessThan(0.03);
      }),
      runs,
    );
  });

  it("claim 2: coefficients have the kurtosis 3d/(d + 2) of coordinates on a sphere", async () => {
    await fc.assert(
      fc.asyncProperty(seed, fc.integer({ min: 4, max: 60 }), async (at, attributes) => {
        const v = await measure(findClaim("coefficients-spread"), { animals: 1000, attributes }, [at]);
        expect(Math.abs(v.kurtosis! - (3 * attributes) / (attributes + 2))).toBeLessThan(0.3);
      }),
      runs,
    );
  });

  it("claim 3: both sums are exact at any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        seed,
        fc.integer({ min: 2, max: 200 }),
        fc.integer({ min: 2, max: 60 }),
        async (at, animals, attributes) => {
          const v = await measure(findClaim("two-ontologies"), { animals, attributes }, [at]);
          expect(v.attributesError).toBeLessThan(1e-6);
          expect(v.animalsError).toBeLessThan(1e-6);
          expect(v.animalsActive).toBe(1);
        },
      ),
      runs,
    );
  });

  it("claim 5: a split t leaves R² of 1 − (1 − t)² and 1 − t², and no exact codes beat ‖a‖/σ_max", async () => {
    await fc.assert(
      fc.asyncProperty(
        seed,
        fc.integer({ min: 60, max: 400 }),
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        async (at, animals, attributes, twentieths) => {
          const t = twentieths / 20;
          const v = await measure(findClaim("no-dictionary"), { animals, attributes, split: t }, [at]);
          // R² is about the mean, the law about 0: rare animals and centred attributes differ by their squared means.
          expect(Math.abs(v.animalsRSquared! - (1 - (1 - t) ** 2))).toBeLessThan(0.03);
          expect(Math.abs(v.attributesRSquared! - (1 - t ** 2))).toBeLessThan(0.03);
          expect(v.splitError).toBeLessThan(1e-6);
          expect(v.bothError).toBeCloseTo(1, 4);
          expect(v.missOverBound).toBeGreaterThan(0.9999);
        },
      ),
      runs,
    );
  });
});
