import { type Matrix, matrix, matrixFromRows, multiply, rng, selectRows, stackRows, transpose } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centred, crossMoments } from "./cross-moments.ts";
import {
  auc,
  coefficientFidelity,
  latentRegression,
  matchedFidelity,
  rSquaredAffine,
  rSquaredIdentity,
} from "./index.ts";

const draw = (seed: number | string, rows: number, cols: number, density = 1): Matrix => {
  const stream = rng(seed);
  const value = (): number => (stream.uniform() < density ? stream.normal() : 0);
  return matrix(rows, cols, Float32Array.from({ length: rows * cols }, value));
};
const axes = (n: number): Matrix =>
  matrixFromRows(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j))));
const lists = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 2,
    maxLength: 30,
  })
  .map((pairs) => ({ target: pairs.map(([c]) => c), estimate: pairs.map(([, z]) => z) }));

describe("R²", () => {
  it("is exact for the target itself, 0 for its mean, and undefined for a constant", () => {
    const target = [0, 1, 0, 3];
    expect(rSquaredIdentity(target, target)).toBe(1);
    expect(rSquaredIdentity(target, [1, 1, 1, 1])).toBe(0);
    expect(rSquaredAffine(target, [1, 1, 1, 1])).toBe(0);
    expect(rSquaredIdentity([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(rSquaredAffine([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
  });

  it("with identity slope loses (1 − s)² of a zero-mean target scaled by s", () => {
    const target = [-2, -1, 1, 2];
    for (const s of [0, 0.25, 0.5, 1, 2]) {
      expect(
        rSquaredIdentity(
          target,
          target.map((c) => s * c),
        ),
      ).toBeCloseTo(1 - (1 - s) ** 2, 12);
    }
  });

  it("affine ignores scale, sign and shift, and bounds the identity one", () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), (each, scale, shift) => {
        const { target, estimate } = each;
        const affine = rSquaredAffine(target, estimate);
        const moved = rSquaredAffine(
          target,
          estimate.map((z) => shift - scale * z),
        );
        if (Number.isNaN(affine)) expect(moved).toBeNaN();
        else {
          expect(moved).toBeCloseTo(affine, 10);
          expect(rSquaredIdentity(target, estimate)).toBeLessThanOrEqual(affine + 1e-12);
        }
      }),
    );
  });
});

describe("auc", () => {
  it("counts the pairs that are in the right order", () => {
    fc.assert(
      fc.property(lists, ({ target, estimate }) => {
        const [on, off] = [true, false].map((wanted) => estimate.filter((_, i) => target[i]! > 0 === wanted));
        const wins = on!.flatMap((p) => off!.map((q): number => (p > q ? 1 : p === q ? 0.5 : 0)));
        const expected = wins.reduce((sum, win) => sum + win, 0) / wins.length;
        if (wins.length === 0) expect(auc(target, estimate)).toBeNaN();
        else expect(auc(target, estimate)).toBeCloseTo(expected, 12);
      }),
    );
  });
});

describe("crossMoments", () => {
  it("is the matrix product, whatever the density and the sizes", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(0, 0.05, 0.5, 1),
        (seed, rows, density) => {
          const [a, b] = [draw(`${seed}/a`, rows, 6, density), draw(`${seed}/b`, rows, 5)];
          const product = multiply(a, b, { transposeA: true });
          const { data } = crossMoments(a, { ...b, data: new Float64Array(b.data) });
          product.data.forEach((value, at) => {
            expect(data[at]).toBeCloseTo(value, 4);
          });
          const half = crossMoments(a, { ...a, data: new Float64Array(a.data) }, true).data;
          const square = multiply(a, a, { transposeA: true }).data;
          for (let i = 0; i < 6; i++) {
            for (let j = 0; j < 6; j++) {
              expect(half[i * 6 + j]).toBeCloseTo(j <= i ? square[i * 6 + j]! : 0, 4);
            }
          }
        },
      ),
    );
  });
});

describe("latentRegression", () => {
  const samples = 300;
  const activity = draw("activity", samples, 12, 0.3);

  it("explains every affine combination of latents in full, and noise hardly", () => {
    const mixed = multiply(activity, draw("mixing", 12, 4));
    const target = matrix(
      samples,
      4,
      mixed.data.map((value) => value + 3),
    );
    const input = { activity, target, write: draw("write", 12, 5), features: draw("features", 4, 5) };
    for (const value of coefficientFidelity(input).all.perFeature.affine) expect(value).toBeCloseTo(1, 7);
    const noise = coefficientFidelity({ ...input, target: draw("noise", samples, 4) }).all;
    expect(noise.affine).toBeLessThan(0.1);
    expect(Math.abs(noise.adjusted)).toBeLessThan(0.05);
  });

  it("is simple regression for a single latent", () => {
    const one = draw("one", samples, 1);
    const target = draw("target", samples, 3);
    const { all, best } = coefficientFidelity({ activity: one, target, write: axes(1), features: matrix(3, 1) });
    const expected = [0, 1, 2].map((f) =>
      rSquaredAffine(
        target.data.filter((_, at) => at % 3 === f),
        one.data,
      ),
    );
    expected.forEach((value, f) => {
      expect(all.perFeature.affine[f]).toBeCloseTo(value, 9);
      expect(best.perFeature.affine[f]).toBeCloseTo(value, 12);
    });
  });

  it("takes off what unrelated latents fit by chance", () => {
    const many = draw("many", 120, 60);
    const input = {
      activity: many,
      target: draw("apart", 120, 200),
      write: draw("w", 60, 3),
      features: draw("f", 200, 3),
    };
    const { affine, adjusted } = coefficientFidelity(input).all;
    // 60 free numbers fit 60/119 of anything; 200 targets leave a standard error of about 0.005.
    expect(Math.abs(affine - 60 / 119)).toBeLessThan(0.025);
    expect(Math.abs(adjusted)).toBeLessThan(0.05);
  });

  it("is not upset by repeated, dead or dependent latents", () => {
    const rows = transpose(activity);
    const sum = matrix(
      1,
      samples,
      Float32Array.from({ length: samples }, (_, s) => rows.data[s]! + rows.data[samples + s]!),
    );
    const more = transpose(stackRows(rows, selectRows(rows, [3, 3]), matrix(2, samples), sum));
    const [plain, richer] = [latentRegression(activity), latentRegression(more)];
    expect([plain.rank, richer.rank]).toEqual([12, 12]);
    const { squares, ...target } = centred(draw("target", samples, 5));
    const before = plain.rSquared(crossMoments(activity, target), squares);
    richer.rSquared(crossMoments(more, target), squares).forEach((value, f) => {
      expect(value).toBeCloseTo(before[f]!, 6);
    });
  });

  it("has no adjusted value when there are no more samples than latents", () => {
    const input = {
      activity: draw("few", 5, 8),
      target: draw("t", 5, 2),
      write: draw("w", 8, 3),
      features: draw("f", 2, 3),
    };
    const { affine, adjusted } = coefficientFidelity(input).all;
    expect(affine).toBeCloseTo(1, 6);
    expect(adjusted).toBeNaN();
  });
});

describe("coefficientFidelity", () => {
  const activity = draw("activity", 200, 6, 0.4);
  const write = draw("write", 6, 9);

  it("is perfect for latents that are the features", () => {
    const order = rng("order").choose(6, 6);
    const target = transpose(selectRows(transpose(activity), order));
    const positive = matrix(200, 6, target.data.map(Math.abs));
    const input = {
      activity: matrix(200, 6, activity.data.map(Math.abs)),
      target: positive,
      write,
      features: selectRows(write, order),
    };
    const { matched, best, all } = coefficientFidelity(input);
    expect([matched.identity, matched.affine, matched.auc]).toEqual([1, expect.closeTo(1, 12), 1]);
    expect([...matched.perFeature.latent]).toEqual([...order]);
    expect([...best.perFeature.latent]).toEqual([...order]);
    expect(best.affine).toBeCloseTo(1, 12);
    expect(all.affine).toBeCloseTo(1, 7);
  });

  it("orders single latent, best latent and all latents", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const target = draw(`${seed}/target`, 200, 4);
        const { matched, best, all } = coefficientFidelity({ activity, target, write, features: draw(seed, 4, 9) });
        for (let f = 0; f < 4; f++) {
          expect(matched.perFeature.identity[f]).toBeLessThanOrEqual(matched.perFeature.affine[f]! + 1e-9);
          expect(matched.perFeature.affine[f]).toBeLessThanOrEqual(best.perFeature.affine[f]! + 1e-9);
          expect(best.perFeature.affine[f]).toBeLessThanOrEqual(all.perFeature.affine[f]! + 1e-9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("does not depend on the order of the latents, and may share a regression", () => {
    const input = { activity, target: draw("target", 200, 4), write, features: draw("features", 4, 9) };
    const order = rng("shuffle").choose(6, 6);
    const shuffled = {
      ...input,
      write: selectRows(write, order),
      activity: transpose(selectRows(transpose(activity), order)),
    };
    const [before, after] = [coefficientFidelity(input), coefficientFidelity(shuffled)];
    expect(after.matched.identity).toBe(before.matched.identity);
    expect(after.best.affine).toBeCloseTo(before.best.affine, 12);
    expect(after.all.affine).toBeCloseTo(before.all.affine, 9);
    expect(coefficientFidelity({ ...input, regression: latentRegression(activity) })).toEqual(before);
  });

  it("leaves constant targets out, and all of them when there are no others", () => {
    const target = draw("target", 200, 2);
    for (let s = 0; s < 200; s++) target.data[s * 2] = 0.7;
    const input = { activity, target, write, features: draw("features", 2, 9) };
    const { matched, best, all } = coefficientFidelity(input);
    for (const values of [matched.perFeature.affine, best.perFeature.affine, all.perFeature.affine]) {
      expect([...values].map(Number.isNaN)).toEqual([true, false]);
    }
    expect(best.affine).toBe(best.perFeature.affine[1]);
    expect(coefficientFidelity({ ...input, target: matrix(200, 2) }).matched.identity).toBeNaN();
  });

  it("refuses inputs that do not belong together, or are not numbers", () => {
    const input = { activity, target: draw("target", 200, 4), write, features: draw("features", 4, 9) };
    const nan = matrix(200, 4);
    nan.data[7] = Number.NaN;
    for (const metric of [coefficientFidelity, matchedFidelity]) {
      for (const wrong of [
        { target: draw("t", 199, 4) },
        { target: draw("t", 200, 5) },
        { write: draw("w", 5, 9) },
        { write: draw("w", 6, 8) },
        { activity: matrix(0, 6), target: matrix(0, 4) },
      ]) {
        expect(() => metric({ ...input, ...wrong })).toThrow(expect.objectContaining({ code: "bad-shape" }));
      }
      expect(() => metric({ ...input, target: nan })).toThrow(expect.objectContaining({ code: "not-finite" }));
    }
    const regression = latentRegression(draw("other", 100, 6));
    expect(() => coefficientFidelity({ ...input, regression })).toThrow(expect.objectContaining({ code: "bad-shape" }));
  });

  it.each([rSquaredIdentity, rSquaredAffine, auc])("bad lists are refused by $name", (metric) => {
    expect(() => metric([1, 2], [1])).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => metric([], [])).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => metric([1, 2], [1, Number.NaN])).toThrow(expect.objectContaining({ code: "not-finite" }));
  });
});
