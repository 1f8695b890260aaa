import { type Matrix, matrix, matrixFromRows, rng } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { companionSource, type LabelledSource, trainLogistic } from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const axes = (from: number, count: number, dim: number): Matrix =>
  matrixFromRows(
    Array.from({ length: count }, (_, i) => Array.from({ length: dim }, (_, k) => Number(k === from + i))),
  );

describe("companionSource", () => {
  const kinds = { features: axes(0, 3, 7), companions: axes(3, 4, 7) };
  it("has one of each kind, the companion by its share, and labels by the feature", () => {
    const { activations, labels } = companionSource({ ...kinds, share: 0.8, rate: 0.4 }).sample(rng(1), 5000);
    let grey = 0;
    let elephants = 0;
    for (let i = 0; i < 5000; i++) {
      const row = [...activations.data.subarray(7 * i, 7 * i + 7)];
      expect([row.slice(0, 3), row.slice(3)].map((part) => part.filter(Boolean))).toEqual([[1], [1]]);
      expect(labels[i]).toBe(row[0]);
      elephants += row[0]!;
      grey += row[3]!;
      if (row[0] === 0) expect(row[3]).toBe(0);
    }
    expect(Math.abs(elephants / 5000 - 0.4)).toBeLessThan(0.04);
    expect(Math.abs(grey / elephants - 0.8)).toBeLessThan(0.05);
  });
  it("refuses impossible chances and single rows", () => {
    for (const wrong of [{ share: 1.1 }, { share: 1, rate: -1 }, { share: 1, noise: -1 }]) {
      expect(() => companionSource({ ...kinds, ...wrong })).toThrow(code("bad-param"));
    }
    expect(() => companionSource({ ...kinds, share: 1, features: axes(0, 1, 7) })).toThrow(code("bad-shape"));
    expect(() => companionSource({ ...kinds, share: 1, features: axes(0, 3, 6) })).toThrow(code("bad-shape"));
  });
});

describe("trainLogistic", () => {
  /** Two Gaussians at ±(1, 0): the optimal read is (2, 0), the threshold 0. */
  const gaussians: LabelledSource = {
    dim: 2,
    sample: (stream, batch) => {
      const labels = Float32Array.from({ length: batch }, () => stream.integer(2));
      const data = Float32Array.from({ length: 2 * batch }, (_, at) =>
        stream.normal(at % 2 === 0 ? 2 * labels[at >> 1]! - 1 : 0),
      );
      return { activations: matrix(batch, 2, data), labels };
    },
  };
  it("finds the log-odds of two Gaussians", () => {
    const { circuit, losses } = trainLogistic(gaussians, { steps: 600, batch: 256, learningRate: 0.02 }, rng(1));
    expect(Math.abs(circuit.read[0]! - 2)).toBeLessThan(0.2);
    expect(Math.abs(circuit.read[1]!)).toBeLessThan(0.2);
    expect(Math.abs(circuit.threshold)).toBeLessThan(0.2);
    expect(losses[0]).toBeCloseTo(Math.LN2, 12);
    expect(losses.at(-1)).toBeLessThan(0.5);
  });
  it("shrinks under a ridge, and gives the same bits for the same seed", () => {
    const options = { steps: 50, batch: 32 };
    const one = trainLogistic(gaussians, options, rng(1));
    expect(trainLogistic(gaussians, options, rng(1))).toEqual(one);
    expect(trainLogistic(gaussians, options, rng(2))).not.toEqual(one);
    const small = trainLogistic(gaussians, { ...options, ridge: 1 }, rng(1));
    expect(small.circuit.read[0]).toBeLessThan(one.circuit.read[0]!);
  });
  it("cannot tell two things apart that always come together, and does once they do not", () => {
    const kinds = { features: axes(0, 8, 16), companions: axes(8, 8, 16) };
    const read = (share: number): Float32Array =>
      trainLogistic(companionSource({ ...kinds, share }), { steps: 300, batch: 64, learningRate: 0.05 }, rng(3)).circuit
        .read;
    const [always, mostly] = [read(1), read(0.9)];
    // The two have the same gradient at every step, and Adam treats them alike.
    expect(always[8]).toBe(always[0]);
    expect(mostly[8]! / mostly[0]!).toBeLessThan(0.6);
  });
  it.each([{ steps: 0 }, { batch: 1.5 }, { learningRate: 0 }, { ridge: -1 }])("refuses %o", (options) => {
    expect(() => trainLogistic(gaussians, options, rng(1))).toThrow(code("bad-param"));
  });
});
