import { rng, rowOf } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureTree, hierarchical } from "../index.ts";
import { correlatedFiring, correlationFactors } from "./firing.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { compensated, zipfian } from "./probabilities.ts";

const code = expect.objectContaining({ code: "bad-param" });

describe("featureTree", () => {
  it("numbers breadth-first and leaves the rest free", () => {
    const { parents, children, names } = featureTree({ features: 12, roots: 2, branching: 2, depth: 1 });
    expect([...parents]).toEqual([-1, -1, 0, 0, 1, 1, -1, -1, -1, -1, -1, -1]);
    expect(children[1]).toEqual([4, 5]);
    expect([names[1], names[4], names[6]]).toEqual(["root 1", "child 1.0", "free 0"]);
    expect(featureTree({ features: 7, roots: 1, branching: 2, depth: 2 }).names[6]).toBe("child 0.1.1");
  });
  it("refuses trees that are larger than the features", () => {
    expect(() => featureTree({ features: 6, roots: 1, branching: 2, depth: 2 })).toThrow(code);
  });
});

describe("the absorption tree", () => {
  it("fires at its chances: a child in three fifths of its parent's samples, 1.12 features at once", () => {
    const { generating } = hierarchical.build(rng(1)).sample(rng(2), 20_000);
    const counts = new Float64Array(20);
    generating.features!.data.forEach((value, at) => {
      if (value > 0) counts[at % 20]! += 1 / 20_000;
    });
    const expected = [...Array(3).fill(0.15), ...Array(9).fill(0.03), ...Array(8).fill(0.05)] as number[];
    expected.forEach((p, i) => {
      expect(Math.abs(counts[i]! - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 20_000));
    });
    expect(counts.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1.12, 1);
  });
});

describe("hierarchical", () => {
  it("has no child without its parent and no two exclusive siblings", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("conditional" as const, "zipfian" as const),
        fc.integer({ min: 1, max: 2 }),
        fc.constantFrom(0, 1),
        fc.nat(),
        (firing, depth, exclusive, seed) => {
          const shape = { features: 30, roots: 2, branching: 3, depth };
          const world = hierarchical.build(rng(seed), {
            ...shape,
            dim: 30,
            firing,
            exclusive,
            maxProbability: 0.8,
            minProbability: 0.3,
            rootProbability: 0.7,
            childProbability: 0.3,
          });
          const { parents, children } = featureTree(shape);
          const { generating } = world.sample(rng(seed), 60);
          let crowded = 0;
          for (let i = 0; i < 60; i++) {
            const on = rowOf(generating.features!, i);
            parents.forEach((parent, child) => {
              if (parent >= 0 && on[child]! > 0) expect(on[parent]).toBeGreaterThan(0);
            });
            for (const siblings of children) if (siblings.filter((child) => on[child]! > 0).length > 1) crowded++;
          }
          if (exclusive) expect(crowded).toBe(0);
          else expect(crowded).toBeGreaterThan(0);
        },
      ),
      { numRuns: 16 },
    );
  });

  it("scales a child by its parent", () => {
    const shape = { features: 2, dim: 2, roots: 1, branching: 1, childProbability: 1, rootProbability: 1 };
    const { generating } = hierarchical
      .build(rng(1), { ...shape, magnitudeFirst: 2, magnitudeLast: 3, deviation: 0.2, scaleByParent: true })
      .sample(rng(2), 400);
    const { data } = generating.features!;
    let ratio = 0;
    for (let i = 0; i < 400; i++) ratio += data[2 * i + 1]! / data[2 * i]! / 400;
    // child = own · parent / 2, own about 3 ± 0.2.
    expect(Math.abs(ratio - 1.5)).toBeLessThan((5 * 0.1) / Math.sqrt(400));
  });

  it("compensates children for a parent's chance", () => {
    const base = {
      features: 3,
      dim: 3,
      roots: 1,
      branching: 2,
      exclusive: 0,
      firing: "zipfian" as const,
      zipfExponent: 0,
      maxProbability: 0.3,
    };
    const rate = (compensate: boolean): number =>
      hierarchical
        .build(rng(1), { ...base, minProbability: 0.3, compensate })
        .sample(rng(2), 6000)
        .generating.features!.data.filter((value, at) => at % 3 > 0 && value > 0).length / 12_000;
    expect(Math.abs(rate(false) - 0.09)).toBeLessThan(0.02);
    expect(Math.abs(rate(true) - 0.3)).toBeLessThan(0.03);
  });

  it.each([
    { features: 11 },
    { dim: 19 },
    { minProbability: 0.5 },
    { childProbability: 0.4 },
    { compensate: true },
    { correlationRank: 2 },
  ])("refuses %o", (params) => {
    expect(() => hierarchical.build(rng(1), params)).toThrow(code);
  });
});

describe("probabilities", () => {
  it("fall from the highest to the lowest as powers of the rank", () => {
    const p = zipfian({ features: 4, zipfExponent: 1, maxProbability: 0.3, minProbability: 0.1 });
    expect(p[0]).toBeCloseTo(0.3, 12);
    expect(p[3]).toBeCloseTo(0.1, 12);
    expect((p[1]! - p[2]!) / (p[0]! - p[1]!)).toBeCloseTo((1 / 2 - 1 / 3) / (1 - 1 / 2), 12);
  });
  it("are compensated by the published factor, 1 at most", () => {
    const tree = featureTree({ features: 3, roots: 1, branching: 2, depth: 1 });
    const p = Float64Array.of(0.4, 0.1, 0.2);
    const close = (list: Float64Array): number[] => [...list].map((value) => Number(value.toFixed(12)));
    expect(close(compensated(p, tree, Uint8Array.of(1, 0, 0)))).toEqual([0.4, 0.375, 0.625]);
    expect(close(compensated(p, tree, new Uint8Array(3)))).toEqual([0.4, 0.25, 0.5]);
    expect(compensated(Float64Array.of(0.1, 0.3, 0), tree, new Uint8Array(3))[1]).toBe(1);
  });
});

describe("the Gaussian copula", () => {
  it("knows the quantiles of a Gaussian", () => {
    // Φ(1), Φ(2), Φ(−3) to 16 digits.
    for (const [p, x] of [
      [0.8413447460685429, 1],
      [0.9772498680518208, 2],
      [0.0013498980316300933, -3],
      [0.5, 0],
    ] as const) {
      expect(normalQuantile(p)).toBeCloseTo(x, 8);
    }
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
  it("keeps the chances and makes features fire together", () => {
    // Two features with correlation 0.81 · at p = ½: P(both) = ¼ + asin(ρ)/2π (Sheppard 1899).
    const firing = correlatedFiring(Float64Array.of(0.5, 0.5, 0.1), Float64Array.of(0.9, 0.9, 0), 1);
    const into = new Float64Array(3);
    const stream = rng(1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 20_000; i++) {
      firing(stream, into);
      into.forEach((on, j) => {
        counts[j]! += on / 20_000;
      });
      counts[3]! += (into[0]! * into[1]!) / 20_000;
    }
    const expected = [0.5, 0.5, 0.1, 0.25 + Math.asin(0.81) / (2 * Math.PI)];
    expected.forEach((p, i) => {
      expect(Math.abs(counts[i]! - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 20_000));
    });
  });
  it("shrinks factors that are too long", () => {
    const factors = correlationFactors(rng(1), 6, 4, 1);
    const lengths = Array.from({ length: 6 }, (_, i) =>
      factors.slice(4 * i, 4 * i + 4).reduce((sum, value) => sum + value * value, 0),
    );
    expect(Math.max(...lengths)).toBeCloseTo(0.99, 12);
    const short = correlationFactors(rng(1), 6, 4, 0.01);
    expect(short[0]! / factors[0]!).not.toBeCloseTo(0.01, 3);
  });
});
