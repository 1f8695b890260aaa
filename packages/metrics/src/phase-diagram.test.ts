import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { donohoTanner, successGrid, wilsonInterval } from "./index.ts";

describe("wilsonInterval", () => {
  it("solves (p̂ − p)² = z² p(1 − p)/n at both ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const successes = Math.round(share * trials);
        const { rate, low, high } = wilsonInterval(successes, trials, 2);
        expect(low).toBeLessThanOrEqual(rate);
        expect(high).toBeGreaterThanOrEqual(rate);
        for (const p of [low, high]) expect((rate - p) ** 2 - (4 * p * (1 - p)) / trials).toBeCloseTo(0, 12);
      }),
    );
  });
  it("has width at rates of 0 and 1, and refuses impossible counts", () => {
    expect(wilsonInterval(0, 10)).toMatchObject({ rate: 0, low: 0 });
    expect(wilsonInterval(0, 10).high).toBeCloseTo(0.2775, 4);
    for (const [k, n] of [
      [1, 0],
      [2, 1],
      [-1, 1],
      [0.5, 1],
    ]) {
      expect(() => wilsonInterval(k!, n!)).toThrow(expect.objectContaining({ code: "bad-param" }));
    }
  });
});

describe("successGrid", () => {
  it("collects attempts by point", () => {
    const attempts = [
      { x: 2, y: 1, success: true },
      { x: 1, y: 1, success: false },
      { x: 2, y: 1, success: false },
      { x: 1, y: 0, success: true },
    ];
    const { xs, ys, cells } = successGrid(attempts);
    expect([xs, ys]).toEqual([
      [1, 2],
      [0, 1],
    ]);
    expect(cells.map(({ x, y, trials, rate }) => [x, y, trials, rate])).toEqual([
      [1, 0, 1, 1],
      [1, 1, 1, 0],
      [2, 1, 2, 0.5],
    ]);
    expect(cells[2]).toMatchObject(wilsonInterval(1, 2));
    expect(() => successGrid([{ x: Number.NaN, y: 0, success: true }])).toThrow(
      expect.objectContaining({ code: "not-finite" }),
    );
  });
});

describe("donohoTanner", () => {
  /** The other form of the same curve: ρ(δ) = max_z [1 − (2/δ) g(z)] / [1 + z² − 2 g(z)], g = (1 + z²)Φ(−z) − zφ(z). */
  const byOptimum = (delta: number): number => {
    let best = 0;
    // Simpson's rule for Φ(−z), marching z down from 12.
    const phi = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
    const step = 1e-3;
    let tail = 0;
    for (let i = 12_000; i > 0; i--) {
      const z = (i - 1) * step;
      tail += (step / 6) * (phi(z) + 4 * phi(z + step / 2) + phi(z + step));
      const g = (1 + z * z) * tail - z * phi(z);
      best = Math.max(best, (1 - (2 / delta) * g) / (1 + z * z - 2 * g));
    }
    return best;
  };
  it("is the optimum over the threshold", () => {
    for (const delta of [0.01, 0.05, 0.1, 0.25, 0.5, 0.9]) expect(donohoTanner(delta)).toBeCloseTo(byOptimum(delta), 6);
  });
  it("rises from 0 to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.999, noNaN: true }), (delta) => {
        expect(donohoTanner(delta)).toBeGreaterThan(0);
        expect(donohoTanner(delta)).toBeLessThan(donohoTanner(delta + 1e-3));
      }),
    );
    expect(donohoTanner(1)).toBeCloseTo(1, 9);
    for (const delta of [0, 1.1, Number.NaN]) {
      expect(() => donohoTanner(delta)).toThrow(expect.objectContaining({ code: "bad-param" }));
    }
  });
});
