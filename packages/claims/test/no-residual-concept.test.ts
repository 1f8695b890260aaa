import { matrix, multiply, rng } from "@exampledon/core";
import { labelled, spanned } from "@exampledon/geometry";
import { projectionResidual } from "@exampledon/metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noResidualConcept } from "../src/no-residual-concept/claim.ts";
import { projectOut } from "../src/no-residual-concept/project-out.ts";
import { measure } from "./measure.ts";

describe("projectOut", () => {
  it("leaves nothing along the directions and, by Gram–Schmidt, as much as is left", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (attributes, seed) => {
        const world = labelled.build(rng(seed), { animals: 5, attributes, labelDims: 3 });
        const [animals, axes] = [world.groups[0]!.directions, world.groups[1]!.directions];
        const left = projectOut(animals, axes);
        for (const reading of multiply(left, axes, { transposeB: true }).data) expect(reading).toBeCloseTo(0, 6);
        const shares = projectionResidual(animals, axes);
        for (let i = 0; i < 5; i++) {
          const row = left.data.subarray(i * left.cols, (i + 1) * left.cols);
          expect(Math.sqrt(row.reduce((sum, x) => sum + x * x, 0))).toBeCloseTo(shares[i]!, 5);
          expect(shares[i]).toBeCloseTo(Math.SQRT1_2, 5);
        }
      }),
      { numRuns: 15 },
    );
  });
  it("leaves vectors alone when there is no direction", () => {
    const { directions } = spanned.build(rng(1), { animals: 3, attributes: 4 }).groups[0]!;
    expect(projectOut(directions, matrix(0, 4))).toEqual(directions);
  });
});

describe("no-residual-concept", () => {
  it("leaves nothing of any animal and √½ of one with a label, whatever the sizes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        async (animals, attributes, labelDims, seed) => {
          const values = await measure(noResidualConcept, { animals, attributes, labelDims }, [seed]);
          expect(values.spannedLeft).toBeLessThan(1e-6);
          expect(values.labelledLeft).toBeCloseTo(Math.SQRT1_2, 5);
          expect(values.labelledSpread).toBeLessThan(1e-5);
          for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });
  it("cannot tell more than two animals by a label of one dimension", async () => {
    const { identified } = await measure(noResidualConcept, { animals: 40, labelDims: 1 }, [1]);
    expect(identified).toBeLessThanOrEqual(2 / 40);
  });
});
