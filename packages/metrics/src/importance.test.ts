import { type Matrix, matrix, matrixFromRows, rng, selectRows, transpose } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { denseImportanceError, identityImportanceError, importanceSparsity, relativeError } from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const identity = (rows: number, cols: number, one = 1, zero = 0): Matrix =>
  matrixFromRows(
    Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => (i === j ? one : zero))),
  );
const permuteColumns = (m: Matrix, seed: number): Matrix =>
  transpose(selectRows(transpose(m), rng(seed).choose(m.cols, m.cols)));

describe("identityImportanceError", () => {
  it("is 0 for any order of an identity, with idle components beside it", () => {
    for (let seed = 0; seed < 5; seed++) {
      expect(identityImportanceError(permuteColumns(identity(6, 9), seed))).toBe(0);
    }
  });

  it("counts each kind of mistake once", () => {
    const right = identity(4, 7);
    expect(identityImportanceError(matrix(4, 7))).toBe(4);
    const split = matrix(4, 7, right.data.slice());
    split.data[6] = 1;
    expect(identityImportanceError(split)).toBe(1);
    // One component for two inputs: too much in its column, nothing on the diagonal.
    const shared = matrix(4, 7, right.data.slice());
    shared.data[7 + 1] = 0;
    shared.data[7] = 1;
    expect(identityImportanceError(shared)).toBe(2);
    expect(identityImportanceError(identity(4, 7, 0.85))).toBe(4);
    expect(identityImportanceError(identity(4, 7, 0.85), { tolerance: 0.2 })).toBe(0);
    // Fewer components than inputs: nothing can be right about the rest.
    expect(identityImportanceError(identity(5, 3))).toBe(2);
    expect(identityImportanceError(identity(5, 3, 1, 0.5))).toBe(12 + 2);
  });

  it("takes a value at the tolerance as within it, although float32 rounds it away", () => {
    expect(Math.fround(0.9)).not.toBe(0.9);
    expect(identityImportanceError(identity(3, 4, 0.9, 0.1))).toBe(0);
    expect(identityImportanceError(identity(3, 4, 0.7, 0.3), { tolerance: 0.3 })).toBe(0);
  });

  it("is what some order with the largest sum gives", () => {
    const value = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 5, maxLength: 5 }), { minLength: 3, maxLength: 3 }), (rows) => {
        const data = rows.map((row) => Array.from(Float32Array.from(row)));
        let [best, errors] = [-1, new Set<number>()];
        for (const [a, b, c] of triples(5)) {
          const columns = [a, b, c];
          const sum = data.reduce((total, row, i) => total + row[columns[i]!]!, 0);
          const wrong = data.reduce(
            (total, row, i) =>
              total +
              row.filter((entry, j) => (j === columns[i] ? entry < Math.fround(0.9) : entry > Math.fround(0.1))).length,
            0,
          );
          if (sum > best + 1e-9) [best, errors] = [sum, new Set()];
          if (sum > best - 1e-9) errors.add(wrong);
        }
        return errors.has(identityImportanceError(matrixFromRows(data)));
      }),
      { numRuns: 200 },
    );
  });

  it("refuses what is no tolerance", () => {
    expect(() => identityImportanceError(identity(2, 2), { tolerance: 0.5 })).toThrow(code("bad-param"));
    expect(() => identityImportanceError(matrix(0, 2))).toThrow(code("bad-shape"));
  });
});

function* triples(count: number): Generator<readonly [number, number, number]> {
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      for (let c = 0; c < count; c++) if (a !== b && b !== c && a !== c) yield [a, b, c];
    }
  }
}

describe("denseImportanceError", () => {
  const two = matrixFromRows([
    [0, 1, 0, 1],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
  ]);
  it("is 0 when exactly that many components are needed", () => {
    expect(denseImportanceError(two, 2)).toBe(0);
  });
  it("counts entries of components too many and components missing", () => {
    expect(denseImportanceError(two, 1)).toBe(2);
    expect(denseImportanceError(two, 0)).toBe(4);
    expect(denseImportanceError(two, 4)).toBe(2);
    expect(denseImportanceError(two, 2, { minEntries: 3 })).toBe(2);
    expect(() => denseImportanceError(two, 5)).toThrow(code("bad-param"));
  });
});

describe("importanceSparsity", () => {
  it("is the mean number in use beside the mean number at work", () => {
    const importances = matrixFromRows([
      [1, 0.1, 0, 0],
      [0.5, 0.2, 0, -0.01],
    ]);
    const fires = matrixFromRows([
      [1, 1, 1],
      [0, 1, 0],
    ]);
    expect(importanceSparsity({ importances, fires })).toEqual({ l0: 1.5, firing: 2, ratio: 0.75, alive: 2 });
    expect(importanceSparsity({ importances, fires: matrix(2, 3) }).ratio).toBeNaN();
    expect(() => importanceSparsity({ importances, fires: matrix(3, 3) })).toThrow(code("bad-shape"));
  });
});

describe("relativeError", () => {
  it("is 0 for the target, 1 for nothing, the square of a relative deviation else", () => {
    const target = matrixFromRows([[3, -4]]);
    expect(relativeError(target, target)).toBe(0);
    expect(relativeError(target, matrix(1, 2))).toBe(1);
    expect(relativeError(target, matrixFromRows([[1.5, -2]]))).toBe(0.25);
    expect(relativeError(matrix(1, 2), target)).toBeNaN();
  });
});
