import { rng } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kolmogorovSmirnov, kurtosis } from "./index.ts";

describe("kolmogorovSmirnov", () => {
  const range = (start: number): number[] => Array.from({ length: 200 }, (_, i) => start + i);

  // Two ranges of 200 apart by s have distance s/200 and t = s/20; tails from scipy.special.kolmogorov.
  it.each([
    [4, 0.999999999999495],
    [10, 0.9639452436648751],
    [18, 0.3927307079406543],
    [20, 0.26999967167735456],
    [22, 0.1777181926064012],
    [40, 0.0006709252557796953],
  ])("of ranges shifted by %i", (shift, pValue) => {
    const test = kolmogorovSmirnov(range(0), range(shift));
    expect(test.statistic).toBeCloseTo(shift / 200, 12);
    expect(test.pValue).toBeCloseTo(pValue, 12);
  });

  it("is the largest gap between the two empirical distribution functions, ties included", () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const below = (values: number[], t: number): number => values.filter((v) => v <= t).length / values.length;
        const gaps = [...a, ...b].map((t) => Math.abs(below(a, t) - below(b, t)));
        const { statistic, pValue } = kolmogorovSmirnov(a, b);
        expect(statistic).toBeCloseTo(Math.max(...gaps), 12);
        expect(pValue).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeLessThanOrEqual(1);
        expect(kolmogorovSmirnov(b, a).statistic).toBeCloseTo(statistic, 12);
      }),
    );
  });

  it("rejects samples of one distribution about as often as it says", () => {
    const stream = rng("level");
    const sample = (): Float64Array => Float64Array.from({ length: 300 }, () => stream.normal());
    let rejected = 0;
    for (let i = 0; i < 400; i++) if (kolmogorovSmirnov(sample(), sample()).pValue < 0.1) rejected++;
    // At most the level of 0.1 and five standard errors; not far below it either.
    expect(rejected / 400).toBeLessThan(0.1 + 5 * 0.015);
    expect(rejected / 400).toBeGreaterThan(0.03);
  });

  it("refuses empty samples and numbers that are none", () => {
    expect(() => kolmogorovSmirnov([], [1])).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => kolmogorovSmirnov([1], [Number.NaN])).toThrow(expect.objectContaining({ code: "not-finite" }));
  });
});

describe("kurtosis", () => {
  it("is 1 for a fair coin, 1/q for a rare sign, undefined for a constant", () => {
    expect(kurtosis([-1, 1])).toBe(1);
    expect(kurtosis([-1, 1, ...new Array(18).fill(0)])).toBeCloseTo(10, 12);
    expect(kurtosis([0.1, 0.1, 0.1])).toBeNaN();
  });

  it("is 3 for a Gaussian", () => {
    const stream = rng("gaussian");
    const values = Float64Array.from({ length: 20_000 }, () => stream.normal());
    // Five standard errors, √(24/n) each.
    expect(Math.abs(kurtosis(values) - 3)).toBeLessThan(5 * Math.sqrt(24 / 20_000));
  });

  it("does not depend on scale and shift", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2 }),
        fc.integer({ min: 1, max: 9 }),
        (x, s) => {
          const moved = kurtosis(x.map((value) => 5 - s * value));
          if (Number.isNaN(kurtosis(x))) expect(moved).toBeNaN();
          else expect(moved).toBeCloseTo(kurtosis(x), 9);
        },
      ),
    );
  });

  it("refuses nothing and numbers that are none", () => {
    expect(() => kurtosis([])).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => kurtosis([1, Number.POSITIVE_INFINITY])).toThrow(expect.objectContaining({ code: "not-finite" }));
  });
});
