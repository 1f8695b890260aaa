import { rng } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import type { Batch } from "./world.ts";
import { buildWorld } from "./worlds.ts";

const samples = 4000;
const draw = (params: Record<string, unknown>): Batch =>
  buildWorld("spanned", { animals: 30, attributes: 10, ...params }, rng(1)).sample(rng("data"), samples);

/** Number of non-zero entries per row. */
const active = (batch: Batch, name: string): number[] => {
  const { data, cols } = batch.generating[name]!;
  return Array.from({ length: samples }, (_, i) => data.subarray(i * cols, (i + 1) * cols).filter(Boolean).length);
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Five standard errors of a mean of values with this standard deviation. */
const slack = (deviation: number): number => (5 * deviation) / Math.sqrt(samples);

describe("samples", () => {
  it("have between activeMin and activeMax animals, all numbers equally often", () => {
    const counts = active(draw({ activeMin: 2, activeMax: 4 }), "animals");
    for (const count of [2, 3, 4]) {
      const share = mean(counts.map((each) => (each === count ? 1 : 0)));
      expect(Math.abs(share - 1 / 3)).toBeLessThan(slack(0.48));
    }
    expect(new Set(counts)).toEqual(new Set([2, 3, 4]));
  });

  it("use every animal equally often", () => {
    const { data, cols } = draw({}).generating.animals!;
    const counts = new Float64Array(cols);
    data.forEach((value, i) => {
      if (value !== 0) counts[i % cols]!++;
    });
    const expected = samples / cols;
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // Mean 29, deviation √58.
    expect(chiSquared).toBeLessThan(29 + 5 * Math.sqrt(58));
  });

  it("have magnitudes spread evenly between the two ends", () => {
    const values = [...draw({ magnitudeLow: 2, magnitudeHigh: 5 }).generating.animals!.data].filter(Boolean);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(5);
    expect(Math.abs(mean(values) - 3.5)).toBeLessThan(slack(Math.sqrt(9 / 12)));
    expect(Math.abs(mean(values.map((value) => (value - 3.5) ** 2)) - 9 / 12)).toBeLessThan(slack(0.75));
  });

  it("have the asked number of sparse attributes, independently of each other", () => {
    for (const booleans of [0.3, 4, 10]) {
      const counts = active(draw({ booleans }), "attributes");
      const variance = booleans * (1 - booleans / 10);
      expect(Math.abs(mean(counts) - booleans)).toBeLessThan(slack(Math.sqrt(variance)) + 1e-12);
      expect(Math.abs(mean(counts.map((count) => (count - booleans) ** 2)) - variance)).toBeLessThan(
        slack(2 * variance + 0.5) + 1e-12,
      );
    }
  });

  it("bring an animal's partner attribute with the asked chance", () => {
    const { animals, attributes } = draw({ cooccurrence: 0.7 }).generating;
    let partners = 0;
    for (let i = 0; i < samples; i++) {
      const animal = animals!.data.subarray(i * 30, (i + 1) * 30).findIndex(Boolean);
      const added = [...attributes!.data.subarray(i * 10, (i + 1) * 10).entries()].filter(([, value]) => value !== 0);
      for (const [attribute] of added) expect(attribute).toBe(animal % 10);
      partners += added.length;
    }
    expect(Math.abs(partners / samples - 0.7)).toBeLessThan(slack(0.46));
  });

  it("add an attribute once, whether drawn or brought along", () => {
    const { attributes } = draw({ booleans: 10, cooccurrence: 1, magnitudeLow: 1, magnitudeHigh: 1 }).generating;
    expect(new Set(attributes!.data)).toEqual(new Set([1]));
  });

  it("are empty where the subspace is not used", () => {
    const batch = draw({ usage: 0.25, booleans: 5 });
    const lengths = Array.from({ length: samples }, (_, i) =>
      Math.hypot(...batch.activations.data.subarray(i * 10, (i + 1) * 10)),
    );
    const used = lengths.map((length) => (length > 0 ? 1 : 0));
    expect(Math.abs(mean(used) - 0.25)).toBeLessThan(slack(0.44));
    active(batch, "animals").forEach((count, i) => {
      expect(count).toBe(used[i]);
    });
  });

  it("carry noise of the asked expected length, spread evenly over the stream", () => {
    for (const width of [0, 25]) {
      const { activations } = draw({ noise: 0.4, activeMin: 0, activeMax: 0, width });
      const dim = activations.cols;
      const lengths = Array.from({ length: samples }, (_, i) =>
        Math.hypot(...activations.data.subarray(i * dim, (i + 1) * dim)),
      );
      expect(Math.abs(mean(lengths) - 0.4)).toBeLessThan(slack(0.4 / Math.sqrt(2 * dim)));
      const last = Array.from({ length: samples }, (_, i) => activations.data[i * dim + dim - 1]! ** 2);
      const share = mean(lengths.map((length) => length ** 2)) / dim;
      expect(Math.abs(mean(last) / share - 1)).toBeLessThan(slack(Math.SQRT2) + 0.02);
    }
  });

  it("keep their animals when another knob is turned", () => {
    const plain = draw({}).generating.animals;
    for (const params of [{ noise: 1 }, { booleans: 3 }, { cooccurrence: 0.5 }]) {
      expect(draw(params).generating.animals).toEqual(plain);
    }
  });
});
