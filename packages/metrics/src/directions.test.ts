import { type Matrix, matrix, matrixFromRows, rng, selectRows } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chanceMeanMaxCosine,
  cosines,
  matchedCosine,
  meanMaxCosine,
  readOffInterference,
  uniqueness,
} from "./index.ts";

const gaussian = (seed: number | string, rows: number, cols: number): Matrix => {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
};
const scaled = (m: Matrix, factor: (row: number) => number): Matrix => {
  const factors = Array.from({ length: m.rows }, (_, row) => factor(row));
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => value * factors[Math.floor(at / m.cols)]!),
  );
};
/** Two sets of directions and a stream to shuffle them with. */
const pair = fc
  .record({ seed: fc.nat(), features: fc.integer({ min: 1, max: 9 }), latents: fc.integer({ min: 1, max: 9 }) })
  .map(({ seed, features, latents }) => ({
    features: gaussian(`${seed}/features`, features, 5),
    dictionary: gaussian(`${seed}/dictionary`, latents, 5),
    order: rng(seed).choose(latents, latents),
    signs: rng(seed).split("signs"),
  }));

describe("directions", () => {
  it("do not depend on the order of the latents", () => {
    fc.assert(
      fc.property(pair, ({ features, dictionary, order }) => {
        const shuffled = selectRows(dictionary, order);
        expect(meanMaxCosine(features, shuffled).mean).toBe(meanMaxCosine(features, dictionary).mean);
        expect(meanMaxCosine(shuffled, features).mean).toBeCloseTo(meanMaxCosine(dictionary, features).mean, 12);
        expect(matchedCosine(features, shuffled).mean).toBeCloseTo(matchedCosine(features, dictionary).mean, 12);
        expect(uniqueness(features, shuffled)).toBe(uniqueness(features, dictionary));
      }),
    );
  });

  it("do not depend on lengths, nor on signs unless signed", () => {
    fc.assert(
      fc.property(pair, ({ features, dictionary, signs }) => {
        const longer = scaled(dictionary, (row) => 2 ** (row - 4));
        const flipped = scaled(dictionary, () => (signs.uniform() < 0.5 ? -1 : 1));
        const before = meanMaxCosine(features, dictionary);
        expect(meanMaxCosine(features, longer)).toEqual(before);
        expect(meanMaxCosine(features, flipped)).toEqual(before);
        expect(meanMaxCosine(features, longer, { signed: true })).toEqual(
          meanMaxCosine(features, dictionary, { signed: true }),
        );
        expect(matchedCosine(features, flipped).mean).toBeCloseTo(matchedCosine(features, dictionary).mean, 12);
      }),
    );
  });

  it("are all found, once each, when the dictionary is the features in another order", () => {
    const features = gaussian("found", 40, 12);
    const order = rng("order").choose(40, 40);
    const dictionary = scaled(selectRows(features, order), (row) => (row % 2 ? -3 : 0.5));
    const { mean, best } = meanMaxCosine(features, dictionary);
    expect(mean).toBeCloseTo(1, 7);
    expect(Array.from(best, (latent) => order[latent])).toEqual(Array.from(best.keys()));
    expect(matchedCosine(features, dictionary).pairs.map(([, latent]) => order[latent])).toEqual([...best.keys()]);
    expect(uniqueness(features, dictionary)).toBe(1);
  });

  it("are found by MMCS but not by MCC when one latent serves two features", () => {
    const features = matrixFromRows([
      [1, 0],
      [1, 1e-3],
    ]);
    const dictionary = matrixFromRows([
      [1, 0],
      [0, 0],
    ]);
    expect(meanMaxCosine(features, dictionary).mean).toBeCloseTo(1, 5);
    expect(matchedCosine(features, dictionary).mean).toBeCloseTo(0.5, 5);
  });

  it("take the first latent at a tie", () => {
    const features = matrixFromRows([[1, 1]]);
    const dictionary = matrixFromRows([
      [0, 1],
      [1, 0],
    ]);
    expect([...meanMaxCosine(features, dictionary).best]).toEqual([0]);
    expect(
      matchedCosine(
        features,
        matrixFromRows([
          [2, 2],
          [1, 1],
        ]),
      ).pairs,
    ).toEqual([[0, 0]]);
  });
});

describe("matchedCosine", () => {
  it("is the best of all matchings", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (seed, rows, cols) => {
        const [features, dictionary] = [gaussian(`${seed}/a`, rows, 3), gaussian(`${seed}/b`, cols, 3)];
        const table = cosines(features, dictionary);
        const bestFrom = (row: number, used: number): number => {
          if (row === rows) return 0;
          let best = rows > cols ? bestFrom(row + 1, used) : Number.NEGATIVE_INFINITY;
          for (let j = 0; j < cols; j++) {
            if (used & (1 << j)) continue;
            best = Math.max(best, Math.abs(table.data[row * cols + j]!) + bestFrom(row + 1, used | (1 << j)));
          }
          return best;
        };
        const { mean, pairs } = matchedCosine(features, dictionary);
        expect(pairs).toHaveLength(Math.min(rows, cols));
        expect(new Set(pairs.map(([, latent]) => latent)).size).toBe(pairs.length);
        expect(mean * pairs.length).toBeCloseTo(bestFrom(0, 0), 10);
      }),
    );
  });
});

describe("chanceMeanMaxCosine", () => {
  it("is the known level in 50 dimensions, with a spread that is small beside it", () => {
    const features = gaussian("features", 60, 50);
    const chance = (latents: number): number => chanceMeanMaxCosine({ features, latents }, rng(1), 4).mean;
    // Largest of n Gaussian cosines of deviation 1/√50, as measured for the SAE literature's random baselines.
    expect(chance(50)).toBeCloseTo(0.35, 1);
    expect(chance(1000)).toBeCloseTo(0.46, 1);
    const { mean, deviation } = chanceMeanMaxCosine({ features, latents: 50 }, rng(2), 6);
    expect(deviation).toBeGreaterThan(0);
    expect(deviation).toBeLessThan(0.05 * mean);
  });

  it("repeats with the seed, and does not depend on what was drawn before", () => {
    const features = gaussian("features", 5, 8);
    const stream = rng(3);
    const first = chanceMeanMaxCosine({ features, latents: 7 }, stream);
    stream.normal();
    expect(chanceMeanMaxCosine({ features, latents: 7 }, stream)).toEqual(first);
  });
});

describe("readOffInterference", () => {
  it("leaves out what a feature reads of itself", () => {
    const axes = matrixFromRows([
      [1, 0],
      [0, 2],
    ]);
    expect(readOffInterference(axes)).toEqual({ rms: 0, max: 0, pairs: 2 });
    expect(readOffInterference(axes, matrixFromRows([[3, 4]]))).toEqual({ rms: Math.SQRT1_2, max: 0.8, pairs: 2 });
    expect(readOffInterference(matrixFromRows([[1, 0]]))).toEqual({ rms: Number.NaN, max: Number.NaN, pairs: 0 });
  });

  it("is 1/√d between random directions", () => {
    const { rms } = readOffInterference(gaussian("a", 200, 50), gaussian("b", 200, 50));
    // Five standard errors of 40 000 squared cosines.
    expect(Math.abs(rms * Math.sqrt(50) - 1)).toBeLessThan((5 * Math.SQRT1_2) / 200);
  });
});

describe("bad directions", () => {
  const fine = gaussian("fine", 3, 4);
  const nan = matrix(3, 4);
  nan.data[5] = Number.NaN;

  it.each([cosines, meanMaxCosine, matchedCosine, uniqueness, readOffInterference])(
    "are refused by $name",
    (metric) => {
      expect(() => metric(fine, gaussian("other", 3, 5))).toThrow(expect.objectContaining({ code: "bad-shape" }));
      expect(() => metric(fine, matrix(0, 4))).toThrow(expect.objectContaining({ code: "bad-shape" }));
      expect(() => metric(fine, nan)).toThrow(expect.objectContaining({ code: "not-finite" }));
      expect(() => metric(nan, fine)).toThrow(expect.objectContaining({ code: "not-finite" }));
    },
  );

  it("are refused by chanceMeanMaxCosine, like counts that are none", () => {
    for (const [latents, draws] of [
      [0, 1],
      [1.5, 1],
      [3, 0],
    ] as const) {
      expect(() => chanceMeanMaxCosine({ features: fine, latents }, rng(1), draws)).toThrow(
        expect.objectContaining({ code: "bad-param" }),
      );
    }
    expect(() => chanceMeanMaxCosine({ features: nan, latents: 2 }, rng(1))).toThrow(
      expect.objectContaining({ code: "not-finite" }),
    );
  });
});
