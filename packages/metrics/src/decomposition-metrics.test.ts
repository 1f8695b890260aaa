import { type Matrix, matrix, matrixFromRows, multiply, rng, rowOf, selectRows, stackRows } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  absorption,
  attributionEdges,
  composedLatents,
  decoderPairwiseCosine,
  descriptionLength,
  edgesPerCircuit,
  hedgingRate,
  latentClassifier,
  nthDecoderProjection,
  projectionResidual,
  quantise,
  splitting,
} from "./index.ts";

const gaussian = (seed: number | string, rows: number, cols: number): Matrix => {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
};
const axes = (n: number): Matrix =>
  matrixFromRows(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j))));
const code = (name: string): unknown => expect.objectContaining({ code: name });
const scaled = (m: Matrix, by: number): Matrix =>
  matrix(
    m.rows,
    m.cols,
    m.data.map((value) => value * by),
  );

describe("latentClassifier", () => {
  it("is perfect for the true code and refuses other shapes", () => {
    const target = gaussian(1, 30, 4);
    const input = { activity: target, target, write: axes(4), features: axes(4) };
    expect(latentClassifier(input).mean).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(() => latentClassifier({ ...input, target: matrix(29, 4) })).toThrow(code("bad-shape"));
  });
});

describe("absorption", () => {
  const write = matrixFromRows([
    [1, 0],
    [Math.SQRT1_2, Math.SQRT1_2],
  ]);
  const activations = matrixFromRows([
    [1, 0],
    [1, 1],
  ]);
  const input = { activations, write, probe: [2, 0], main: [0] };
  it("is total when a child's latent carries its parent, none when the parent's fires", () => {
    const absorbed = absorption({
      ...input,
      activity: matrixFromRows([
        [1, 0],
        [0, Math.SQRT2],
      ]),
    });
    expect([[...absorbed.full], [...absorbed.fraction]]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect([absorbed.fullRate, absorbed.meanFraction]).toEqual([0.5, 0.5]);
    expect(
      absorption({
        ...input,
        activity: matrixFromRows([
          [1, 0],
          [1, 0],
        ]),
      }).meanFraction,
    ).toBe(0);
  });
  it("obeys its thresholds", () => {
    const activity = matrixFromRows([
      [1, 0],
      [0, Math.SQRT2],
    ]);
    for (const thresholds of [{ fullCosine: 0.8, fractionCosine: 0.8 }, { share: 1.1 }]) {
      expect(absorption({ ...input, activity, thresholds })).toMatchObject({ fullRate: 0, meanFraction: 0 });
    }
    expect(absorption({ ...input, activity, thresholds: { latents: 0 } }).meanFraction).toBe(0);
  });
  it("refuses unknown latents and another width", () => {
    const activity = matrix(2, 2);
    for (const main of [[], [2], [0.5]]) {
      expect(() => absorption({ ...input, activity, main })).toThrow(code("bad-param"));
    }
    expect(() => absorption({ ...input, activity, probe: [1] })).toThrow(code("bad-shape"));
  });
});

describe("description length", () => {
  it("rounds ties to even and has one zero", () => {
    const levels = quantise(matrixFromRows([[0.5, 1.5, 2.5, -0.5, -1.5, -0.4]]), 1).data;
    expect([...levels]).toEqual([0, 2, 2, 0, -2, 0]);
    expect(levels.some((level) => Object.is(level, -0))).toBe(false);
  });
  it("is log₂ of the choices for a uniform code, whatever the order of the samples", () => {
    const activity = matrixFromRows(Array.from({ length: 16 }, (_, i) => [i % 8, i % 2]));
    const { perLatent, total } = descriptionLength({ activity, step: 1 });
    expect([...perLatent]).toEqual([3, 1]);
    expect(total).toBe(4);
    const shuffled = selectRows(activity, rng(1).choose(16, 16));
    expect(descriptionLength({ activity: shuffled, step: 1 }).total).toBeCloseTo(4, 12);
  });
  it("refuses impossible sizes", () => {
    const activity = matrix(2, 2);
    for (const wrong of [{ step: 0 }, { step: 1, valueBits: 0 }, { step: 1, dictionary: { dim: 2, samples: 0 } }]) {
      expect(() => descriptionLength({ activity, ...wrong })).toThrow(code("bad-param"));
    }
  });
});

describe("projectionResidual", () => {
  it("is 0 in the span, 1 orthogonal to it, and the sine of the angle between", () => {
    const vectors = matrixFromRows([
      [3, 4, 0],
      [0, 0, 2],
      [1, 0, 1],
      [0, 0, 0],
    ]);
    const residual = projectionResidual(
      vectors,
      matrixFromRows([
        [1, 0, 0],
        [1, 1, 0],
        [2, 1, 0],
        [0, 0, 0],
      ]),
    );
    expect(residual[0]).toBeLessThan(1e-12);
    expect([residual[1], residual[3]]).toEqual([1, Number.NaN]);
    expect(residual[2]).toBeCloseTo(Math.SQRT1_2, 12);
  });
  it("leaves rounding alone of float32 combinations, however many directions span them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (rank, seed) => {
        const directions = multiply(gaussian(seed, 12, rank), gaussian(`${seed} axes`, rank, 20));
        const vectors = multiply(gaussian(`${seed} mix`, 5, 12), directions);
        for (const share of projectionResidual(vectors, directions)) expect(share).toBeLessThan(1e-5);
        for (const share of projectionResidual(gaussian(`${seed} else`, 5, 20), directions)) {
          expect(share).toBeGreaterThan(0.1);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("hedgingRate", () => {
  const narrow = axes(10);
  const old = selectRows(narrow, [0, 1, 2]);
  it("is 0 when old latents stay, and large when they give up what the new ones are", () => {
    const wide = selectRows(narrow, [0, 1, 2, 3]);
    expect(hedgingRate({ narrow: old, wide }, rng(1))).toMatchObject({ rate: 0, change: 0, chance: 0 });
    const mixed = matrixFromRows(
      [0, 1, 2].map((i) => Array.from({ length: 10 }, (_, j) => Number(j === i || j === 3))),
    );
    const { rate, change, chance } = hedgingRate({ narrow: scaled(mixed, 7), wide }, rng(1));
    expect(change).toBeCloseTo(Math.SQRT1_2, 6);
    // The change has length √(2 − √2), of which a random line keeps about 1/√10 · √(2/π) …
    expect(chance).toBeGreaterThan(0.1);
    expect(chance).toBeLessThan(0.3);
    expect(rate).toBeCloseTo((change - chance) / (1 - chance), 12);
  });
  it("refuses a second dictionary that is not wider", () => {
    expect(() => hedgingRate({ narrow: old, wide: old }, rng(1))).toThrow(code("bad-shape"));
    expect(() => hedgingRate({ narrow: old, wide: narrow }, rng(1), 0)).toThrow(code("bad-param"));
  });
});

describe("splitting", () => {
  it("counts the latents of each feature, either sign", () => {
    const dictionary = stackRows(axes(3), scaled(selectRows(axes(3), [0]), -2), matrixFromRows([[0, 1, 0.1]]));
    const features = selectRows(axes(3), [0, 1]);
    expect(splitting(features, dictionary)).toEqual({ perFeature: Int32Array.of(2, 2), found: 1, split: 1 });
    expect(splitting(features, dictionary, 0.999)).toMatchObject({ perFeature: Int32Array.of(2, 1), split: 0.5 });
    expect(() => splitting(features, dictionary, 2)).toThrow(code("bad-param"));
  });
});

describe("composedLatents", () => {
  const all = axes(7);
  const groups = [selectRows(all, [0, 1, 2]), selectRows(all, [3, 4, 5, 6])];
  const pair = (i: number, j: number): number[] => Array.from({ length: 7 }, (_, k) => Number(k === i || k === j));
  const write = stackRows(
    selectRows(all, [0, 0, 4]),
    matrixFromRows([pair(0, 3), pair(1, 6), pair(0, 1), [-1, 0, 0, 0, 0, 0, 0]]),
  );
  it("tells features, compositions across groups, and the rest apart", () => {
    expect(composedLatents({ groups, write })).toEqual({
      verdicts: ["true", "true", "true", "composed", "composed", "other", "other"],
      true: 3,
      composed: 2,
      other: 2,
      features: 2,
      compositions: 2,
    });
  });
  it("leaves out latents that hardly ever fire", () => {
    const scores = composedLatents({ groups, write, firing: [0.5, 0.002, 1, 1, 0, 1, 0] });
    expect([scores.true, scores.composed, scores.other, scores.features]).toEqual([2, 1, 1, 2]);
  });
  it("knows compositions of three", () => {
    const three = [...groups.map((group) => stackRows(group)), matrixFromRows([[0, 0, 0, 0, 0, 0, 1]])];
    const red = matrixFromRows([[1, 0, 0, 1, 0, 0, 1]]);
    expect(composedLatents({ groups: three, write: red }).verdicts).toEqual(["composed"]);
    expect(() => composedLatents({ groups: [all], write })).toThrow(code("bad-param"));
    expect(() => composedLatents({ groups, write, firing: [1] })).toThrow(code("bad-shape"));
  });
});

describe("decoder geometry", () => {
  it("averages |cos| over pairs", () => {
    expect(decoderPairwiseCosine(axes(5))).toBe(0);
    const rows = matrixFromRows([
      [1, 0],
      [-3, 0],
      [1, 1],
    ]);
    expect(decoderPairwiseCosine(rows)).toBeCloseTo((1 + 2 * Math.SQRT1_2) / 3, 7);
    expect(() => decoderPairwiseCosine(axes(1))).toThrow(code("bad-shape"));
  });
  it("finds the projection of that rank over the whole batch", () => {
    const activations = matrixFromRows([
      [5, 1],
      [3, 2],
    ]);
    const nth = (n: number, offset?: number[]): number =>
      nthDecoderProjection({ activations, write: axes(2), n, ...(offset && { offset }) });
    expect([nth(1), nth(2), nth(1, [3, 0])]).toEqual([3, 1, 2]);
    for (const n of [0, 3, 1.5]) expect(() => nth(n)).toThrow(code("bad-param"));
    expect(() => nth(1, [1])).toThrow(code("bad-shape"));
  });
});

describe("attributionEdges", () => {
  it("sorts nodes by the size of what they contribute, with signs and shares", () => {
    const edges = attributionEdges({
      read: [8, 4, -2, 0],
      write: axes(4),
      activity: matrixFromRows([
        [1, -1, 1, 1],
        [1, 1, 1, 1],
      ]),
    });
    expect(edges).toEqual([
      { node: 0, weight: 8, size: 8, share: 8 / 14 },
      { node: 1, weight: 0, size: 4, share: 4 / 14 },
      { node: 2, weight: -2, size: 2, share: 2 / 14 },
    ]);
  });
  it("agrees with the count of edges per circuit", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.5, 0.9, 0.95), (seed, share) => {
        const [reads, activity, write] = [
          gaussian(seed, 3, 6),
          gaussian(`${seed}z`, 20, 15),
          gaussian(`${seed}w`, 15, 6),
        ];
        const active = gaussian(`${seed}a`, 20, 3);
        const on = matrix(
          20,
          3,
          active.data.map((value) => Math.max(0, value)),
        );
        const counts = edgesPerCircuit({ reads, activity, write, active: on, share }).perCircuit;
        counts.forEach((count, circuit) => {
          const column = Float32Array.from({ length: 20 }, (_, i) => on.data[i * 3 + circuit]!);
          const edges = attributionEdges({ read: rowOf(reads, circuit), activity, write, active: column });
          const carried = (first: number): number => edges.slice(0, first).reduce((sum, edge) => sum + edge.share, 0);
          expect(carried(count)).toBeGreaterThanOrEqual(share);
          expect(carried(count - 1)).toBeLessThan(share);
        });
      }),
      { numRuns: 20 },
    );
  });
  it("is empty when no sample counts", () => {
    const input = { read: [1], write: axes(1), activity: matrix(2, 1) };
    expect(attributionEdges({ ...input, active: [0, 0] })).toEqual([]);
    expect(() => attributionEdges({ ...input, active: [0] })).toThrow(code("bad-shape"));
  });
});
