import { rng } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceToReadLargest, coordinateDistribution } from "../src/random-directions.ts";

describe("coordinateDistribution", () => {
  it("is the arc in two dimensions, Archimedes' law in three and the cubic in five", () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (x) => {
        expect(coordinateDistribution(2)(x)).toBeCloseTo(1 - Math.acos(x) / Math.PI, 6);
        expect(coordinateDistribution(3)(x)).toBeCloseTo((1 + x) / 2, 6);
        expect(coordinateDistribution(5)(x)).toBeCloseTo(0.5 + (3 * x - x ** 3) / 4, 6);
      }),
      { numRuns: 50 },
    );
  });
  it("rises from 0 to 1, also beyond the sphere, and refuses a line", () => {
    const distribution = coordinateDistribution(50);
    expect([-2, -1, 0, 1, 2].map(distribution)).toEqual([0, 0, expect.closeTo(0.5, 6), 1, 1]);
    expect(() => coordinateDistribution(1)).toThrow(expect.objectContaining({ code: "bad-param" }));
  });
});

describe("chanceToReadLargest", () => {
  it("is how often a reading beats others that are drawn at random", () => {
    const stream = rng(1);
    const [dim, others, reading, length] = [6, 4, 0.6, 1.3];
    const draw = (): number => {
      const v = Array.from({ length: dim }, () => stream.normal());
      return (length * v[0]!) / Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    };
    let wins = 0;
    for (let i = 0; i < 5000; i++) wins += Number(Array.from({ length: others }, draw).every((x) => x < reading));
    // Three standard errors of 5000 trials.
    const chance = chanceToReadLargest(coordinateDistribution(dim), reading, length, others);
    expect(Math.abs(wins / 5000 - chance)).toBeLessThan(3 * Math.sqrt((chance * (1 - chance)) / 5000));
    expect(chanceToReadLargest(coordinateDistribution(dim), 0, 0, 1)).toBeCloseTo(0.5, 6);
  });
});
