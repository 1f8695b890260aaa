import { type matrix, matrixFromRows, rng, rowNorms, selectRows } from "@exampledon/core";
import { independent } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tinyElephant } from "../src/tiny-elephant/claim.ts";
import { dot, lookAlike, plus, without } from "../src/tiny-elephant/look-alike.ts";
import { measure } from "./measure.ts";

const pair = (seed: number): ReturnType<typeof matrix>[] => {
  const { directions } = independent.build(rng(seed), { animals: 2, attributes: 2, dim: 9 }).groups[0]!;
  return [selectRows(directions, [0]), selectRows(directions, [1])];
};

describe("lookAlike", () => {
  it("goes from the animal itself to the model's direction, always of unit length and ever closer", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const [own, model] = pair(seed) as [ReturnType<typeof matrix>, ReturnType<typeof matrix>];
        const long = plus(model, model);
        const cosines = [0, 0.3, 0.6, 0.9, 1].map((likeness) => {
          const alike = lookAlike(own, long, likeness);
          expect(rowNorms(alike)[0]).toBeCloseTo(1, 5);
          return dot(alike, model);
        });
        expect(cosines[0]).toBeCloseTo(dot(own, model), 5);
        expect(cosines[4]).toBeCloseTo(1, 5);
        for (let i = 1; i < 5; i++) expect(cosines[i]).toBeGreaterThan(cosines[i - 1]!);
      }),
      { numRuns: 20 },
    );
  });
});

describe("without", () => {
  it("is orthogonal to what it is without, and the rest adds up", () => {
    const [a, b] = [matrixFromRows([[3, 4]]), matrixFromRows([[2, 0]])];
    expect([...without(a, b).data]).toEqual([0, 4]);
    expect(dot(without(b, a), a)).toBeCloseTo(0, 5);
  });
});

describe("tiny-elephant", () => {
  it("keeps the two apart by the exampledon's own part, at any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 4, max: 60 }),
        fc.nat(),
        async (animals, attributes, seed) => {
          const values = await measure(tinyElephant, { animals, attributes }, [seed]);
          expect([values.fact, values.closeApart]).toEqual([1, 0]);
          expect(values.interference).toBeCloseTo(1 / Math.sqrt(attributes), 5);
          expect(values.readingError).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });
  it("brings up the fact more often the more alike they are", async () => {
    const rates = await Promise.all(
      [0, 0.5, 0.95].map((resemblance) => measure(tinyElephant, { animals: 30, resemblance }, [1, 2])),
    );
    expect(rates[0]!.factOfTinyElephant).toBeLessThan(0.1);
    expect(rates[1]!.factOfTinyElephant).toBe(rates[1]!.closeFact);
    expect(rates[2]!.factOfTinyElephant).toBe(1);
  });
  it("stays finite at the edges of its parameters", async () => {
    for (const params of [
      { animals: 2, attributes: 2, resemblance: 0.95, threshold: 0.05 },
      { animals: 2, attributes: 400, threshold: 0.95 },
    ]) {
      const values = await measure(tinyElephant, params, [1]);
      for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});
