import { type Matrix, multiply, rng, rowNorms, rowOf } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circular, composed, importances, superposition } from "./index.ts";
import { spreadRows } from "./spread-rows.ts";

const code = expect.objectContaining({ code: "bad-param" });
const active = (m: Matrix, i: number): number => rowOf(m, i).filter((value) => value !== 0).length;
const gram = (m: Matrix): Matrix => multiply(m, m, { transposeB: true });

describe("composed", () => {
  it("has one feature of every group, or one in all, by the share of pairs", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 0.3, 1), fc.constantFrom(0, 2), fc.nat(), (shareOfPairs, groupC, seed) => {
        const world = composed.build(rng(seed), { groupC, shareOfPairs });
        const { generating } = world.sample(rng(seed), 300);
        let whole = 0;
        for (let i = 0; i < 300; i++) {
          const counts = world.groups.map(({ name }) => active(generating[name]!, i));
          expect(Math.max(...counts)).toBe(1);
          const total = counts.reduce((sum, n) => sum + n, 0);
          expect([1, counts.length]).toContain(total);
          if (total > 1) whole++;
        }
        // Five standard deviations of a binomial.
        expect(Math.abs(whole / 300 - shareOfPairs)).toBeLessThanOrEqual(
          5 * Math.sqrt((shareOfPairs * (1 - shareOfPairs)) / 300),
        );
      }),
      { numRuns: 12 },
    );
  });

  it("gives single features each the same chance, whatever the group", () => {
    const { generating } = composed.build(rng(1), { groupA: 1, groupB: 3, shareOfPairs: 0 }).sample(rng(2), 8000);
    const colours = generating.colours!.data.filter((value) => value > 0).length;
    expect(Math.abs(colours / 8000 - 1 / 4)).toBeLessThan(5 * Math.sqrt(3 / 16 / 8000));
  });

  it("shares a magnitude, or does not", () => {
    const draw = (magnitudes: "common" | "independent"): boolean[] => {
      const { generating } = composed
        .build(rng(1), { magnitudes, magnitudeLow: 0.5, magnitudeHigh: 1.5 })
        .sample(rng(2), 50);
      return Array.from({ length: 50 }, (_, i) => {
        const [a, b] = [generating.colours!, generating.shapes!].map((m) => Math.max(...rowOf(m, i)));
        return a === b;
      });
    };
    expect(draw("common").every(Boolean)).toBe(true);
    expect(draw("independent").some(Boolean)).toBe(false);
  });

  it("has orthonormal directions and refuses crossed magnitudes", () => {
    const { groups } = composed.build(rng(1), { basis: "random" });
    const product = multiply(groups[0]!.directions, groups[1]!.directions, { transposeB: true });
    for (const value of product.data) expect(value).toBeCloseTo(0, 6);
    expect(() => composed.build(rng(1), { magnitudeLow: 2 })).toThrow(code);
  });
});

describe("superposition", () => {
  it("draws zeros with the given chance and else uniform values", () => {
    const { generating } = superposition.build(rng(1), { sparsity: 0.8 }).sample(rng(2), 4000);
    const on = generating.features!.data.filter((value) => value > 0);
    expect(Math.abs(on.length / 20000 - 0.2)).toBeLessThan(5 * Math.sqrt(0.16 / 20000));
    const mean = on.reduce((sum, value) => sum + value, 0) / on.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * on.length));
    expect(Math.max(...on)).toBeLessThanOrEqual(1);
  });

  it("spreads directions to the least squared overlap that there can be", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 24 }), fc.integer({ min: 1, max: 10 }), fc.nat(), (rows, dim, seed) => {
        const frame = spreadRows(rng(seed), rows, dim);
        const potential = frame.transpose().mmul(frame).pow(2).sum();
        expect(potential / Math.max(rows, rows ** 2 / dim)).toBeLessThan(1 + 1e-3);
      }),
      { numRuns: 40 },
    );
    // Five directions in a plane: a pentagon up to signs and rotation is not the only optimum, its overlap is.
    const { data } = gram(superposition.build(rng(3)).groups[0]!.directions);
    expect(data.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(12.5, 4);
  });

  it("weights features by powers of the decay", () => {
    expect([...importances(3, 0.5)]).toEqual([1, 0.5, 0.25]);
  });

  it("refuses orthonormal directions that do not fit", () => {
    for (const layout of ["orthonormal", "standard"] as const) {
      expect(() => superposition.build(rng(1), { layout })).toThrow(code);
      expect(superposition.build(rng(1), { layout, dim: 6 }).dim).toBe(6);
    }
  });
});

describe("circular", () => {
  it("puts every present circle at its radius, at the angles that there are", () => {
    const { generating } = circular.build(rng(1), { points: 7, radiusLow: 2, radiusHigh: 2 }).sample(rng(2), 500);
    const { data } = generating.circles!;
    const seen = new Set<number>();
    let present = 0;
    for (let i = 0; i < data.length; i += 2) {
      const radius = Math.hypot(data[i]!, data[i + 1]!);
      if (radius === 0) continue;
      present++;
      expect(radius).toBeCloseTo(2, 6);
      const turns = (7 * Math.atan2(data[i + 1]!, data[i]!)) / (2 * Math.PI);
      expect(turns).toBeCloseTo(Math.round(turns), 5);
      seen.add((Math.round(turns) + 7) % 7);
    }
    expect(seen.size).toBe(7);
    expect(Math.abs(present / 2000 - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / 2000));
  });

  it("draws planes that are orthogonal, or only orthonormal each", () => {
    for (const value of gram(circular.build(rng(1)).groups[0]!.directions).data) {
      expect(Math.min(Math.abs(value), Math.abs(1 - value))).toBeLessThan(1e-6);
    }
    const { directions } = circular.build(rng(1), { planes: "random", dim: 3 }).groups[0]!;
    for (const length of rowNorms(directions)) expect(length).toBeCloseTo(1, 6);
    for (let i = 0; i < 8; i += 2) expect(gram(directions).data[i * 8 + i + 1]).toBeCloseTo(0, 6);
    expect(() => circular.build(rng(1), { dim: 7 })).toThrow(code);
    expect(() => circular.build(rng(1), { radiusLow: 3 })).toThrow(code);
  });
});
