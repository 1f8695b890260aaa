import { type Matrix, matrix, matrixFromRows, rng, selectRows, transpose } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgesPerCircuit } from "./index.ts";

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

describe("edgesPerCircuit", () => {
  it("is 1 for a node that is the circuit's own feature", () => {
    const write = axes(4);
    expect(edgesPerCircuit({ reads: write, write, activity: gaussian("z", 20, 4) }).mean).toBe(1);
  });

  it("counts the largest contributions until the share is reached", () => {
    const reads = matrixFromRows([[8, 4, -2, 1]]);
    const activity = matrixFromRows([
      [1, -1, 1, 1],
      [-1, 1, 1, 1],
    ]);
    const edges = (share: number): number => edgesPerCircuit({ reads, write: axes(4), activity, share }).mean;
    expect([8 / 15, 12 / 15, 14 / 15, 1].map(edges)).toEqual([1, 2, 3, 4]);
    expect([0.54, 0.81, 0.94].map(edges)).toEqual([2, 3, 4]);
    expect(edgesPerCircuit({ reads, write: axes(4), activity }).mean).toBe(4);
  });

  it("counts only the samples in which the circuit's feature is active", () => {
    const input = {
      reads: matrixFromRows([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      write: axes(2),
      activity: matrixFromRows([
        [5, 0],
        [5, 5],
      ]),
      active: matrixFromRows([
        [0.3, 0, 0],
        [0, -2, 0],
      ]),
    };
    const { perCircuit, mean } = edgesPerCircuit(input);
    expect([...perCircuit]).toEqual([1, 2, Number.NaN]);
    expect(mean).toBe(1.5);
  });

  it("does not depend on the order of nodes or the scale of circuits", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.5, 0.9, 0.95, 1), (seed, share) => {
        const [reads, write, activity] = [
          gaussian(`${seed}/r`, 3, 4),
          gaussian(`${seed}/w`, 7, 4),
          gaussian(seed, 9, 7),
        ];
        const order = rng(seed).choose(7, 7);
        const { perCircuit } = edgesPerCircuit({ reads, write, activity, share });
        const shuffled = {
          reads: matrix(
            3,
            4,
            reads.data.map((value) => value * 4),
          ),
          write: selectRows(write, order),
          activity: transpose(selectRows(transpose(activity), order)),
        };
        expect(edgesPerCircuit({ ...shuffled, share }).perCircuit).toEqual(perCircuit);
        const all = edgesPerCircuit({
          reads,
          write,
          activity,
          share,
          active: matrix(9, 3, new Float32Array(27).fill(1)),
        });
        expect(all.perCircuit).toEqual(perCircuit);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses sizes that do not fit, numbers that are none and shares outside (0, 1]", () => {
    const input = { reads: gaussian("r", 3, 4), write: gaussian("w", 7, 4), activity: gaussian("z", 9, 7) };
    const nan = matrix(9, 7);
    nan.data[0] = Number.NaN;
    const code = (name: string): unknown => expect.objectContaining({ code: name });
    expect(() => edgesPerCircuit({ ...input, reads: gaussian("r", 3, 5) })).toThrow(code("bad-shape"));
    expect(() => edgesPerCircuit({ ...input, activity: gaussian("z", 9, 6) })).toThrow(code("bad-shape"));
    expect(() => edgesPerCircuit({ ...input, active: matrix(9, 4) })).toThrow(code("bad-shape"));
    expect(() => edgesPerCircuit({ ...input, activity: nan })).toThrow(code("not-finite"));
    for (const share of [0, 1.01, Number.NaN]) {
      expect(() => edgesPerCircuit({ ...input, share })).toThrow(code("bad-param"));
    }
  });
});
