import { multiply, rng } from "@exampledon/core";
import { labelled } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noFreeAttributes } from "../src/no-free-attributes/claim.ts";
import { attributesOf, labelsOf, overwrite } from "../src/no-free-attributes/overwrite.ts";
import { measure, run } from "./measure.ts";

describe("overwrite", () => {
  it("sets the attributes it is told to and leaves every other reading and the label alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), (attributes, seed) => {
        const world = labelled.build(rng(seed), { animals: 6, attributes, labelDims: 5 });
        const [animals, axes] = [world.groups[0]!.directions, world.groups[1]!.directions];
        const set = [...rng(seed).choose(attributes, 1 + (seed % attributes))];
        const values = attributesOf(world, 1);
        const changed = overwrite(world, { animals: [0, 3], set, values });
        const own = multiply(animals, axes, { transposeB: true }).data;
        const now = multiply(changed, axes, { transposeB: true }).data;
        [0, 3].forEach((animal, i) => {
          for (let j = 0; j < attributes; j++) {
            const expected = set.includes(j) ? values[j]! : own[animal * attributes + j]!;
            expect(now[i * attributes + j]).toBeCloseTo(expected, 5);
          }
        });
        const labels = labelsOf(world);
        const before = multiply(animals, labels, { transposeB: true }).data;
        const after = multiply(changed, labels, { transposeB: true }).data;
        for (let k = 0; k < 6; k++) expect(after[6 + k]).toBeCloseTo(before[18 + k]!, 5);
      }),
      { numRuns: 20 },
    );
  });
});

describe("no-free-attributes", () => {
  it("reads every animal before anything is set and none when all is copied, whatever the sizes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 3, max: 40 }),
        fc.nat(),
        async (animals, attributes, seed) => {
          const report = await run(noFreeAttributes, { animals, attributes, trials: 3, labelDims: 30 }, [seed]);
          const lines = report.figure as unknown as { series: { name: string; y: number[] }[] };
          for (const { name, y } of lines.series) if (name !== "predicted") expect(y[0], name).toBe(1);
          expect(report.values.copied100!.mean).toBe(0);
          expect(report.values.writtenError!.mean).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("does not change when the label does, where no label is", async () => {
    const [one, other] = [1, 60].map((labelDims) => measure(noFreeAttributes, { labelDims, animals: 50 }, [4]));
    for (const name of ["spanned40", "spanned60", "law60", "copied60"]) {
      expect((await one)![name], name).toBe((await other)![name]);
    }
  });

  it("stays finite at the edges of its parameters", async () => {
    for (const params of [
      { animals: 2, attributes: 2, labelDims: 1, trials: 200 },
      { animals: 2, attributes: 400, labelDims: 1, trials: 1 },
      { animals: 60, attributes: 2, labelDims: 2 },
    ]) {
      const values = await measure(noFreeAttributes, params, [1]);
      for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});
