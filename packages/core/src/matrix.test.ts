import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assertCols,
  assertFinite,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  normalizeRows,
  rowNorms,
  rowOf,
  selectRows,
  stackRows,
  transpose,
} from "./matrix.ts";
import { rng } from "./rng.ts";

const random = (rows: number, cols: number, seed: number): Matrix => {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
};
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("multiply", () => {
  it("equals the sum of products for every size and transpose", () => {
    const size = fc.integer({ min: 1, max: 13 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, n, k, transposeA, transposeB) => {
        const a = random(m, k, 1);
        const b = random(k, n, 2);
        const product = multiply(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b, {
          transposeA,
          transposeB,
        });
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let p = 0; p < k; p++) sum += a.data[i * k + p]! * b.data[p * n + j]!;
            expect(product.data[i * n + j]).toBe(Math.fround(sum));
          }
        }
      }),
    );
  });
  it("accumulates in float64: a sum that float32 would lose survives", () => {
    expect(multiply(matrixFromRows([[1e8, 1, -1e8]]), matrixFromRows([[1], [1], [1]])).data[0]).toBe(1);
  });
  it("passes NaN and Infinity through, zeros included", () => {
    expect(multiply(matrixFromRows([[0, 1]]), matrixFromRows([[Number.NaN], [1]])).data[0]).toBeNaN();
    expect(multiply(matrixFromRows([[1, 1]]), matrixFromRows([[Number.POSITIVE_INFINITY], [1]])).data[0]).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
  it("gives zeros for an empty inner size and refuses sizes that do not fit", () => {
    expect(multiply(matrix(2, 0), matrix(0, 3)).data).toEqual(new Float32Array(6));
    expect(codeOf(() => multiply(matrix(2, 3), matrix(2, 3)))).toBe("bad-shape");
  });
});

describe("matrices", () => {
  it("refuse impossible sizes and data of another length", () => {
    expect(codeOf(() => matrix(-1, 2))).toBe("bad-shape");
    expect(codeOf(() => matrix(1.5, 2))).toBe("bad-shape");
    expect(codeOf(() => matrix(2, 2, new Float32Array(3)))).toBe("bad-shape");
    expect(codeOf(() => matrixFromRows([[1, 2], [3]]))).toBe("bad-shape");
  });
  it("give rows as views and selections as copies", () => {
    const m = matrixFromRows([
      [1, 2],
      [3, 4],
    ]);
    const copy = selectRows(m, [1, 0, 1]);
    rowOf(m, 1)[0] = 9;
    expect([...m.data]).toEqual([1, 2, 9, 4]);
    expect([...copy.data]).toEqual([3, 4, 1, 2, 3, 4]);
  });
  it("stack, and refuse other widths", () => {
    expect([...stackRows(matrixFromRows([[1, 2]]), matrixFromRows([[3, 4]])).data]).toEqual([1, 2, 3, 4]);
    expect(codeOf(() => stackRows(matrix(1, 2), matrix(1, 3)))).toBe("bad-shape");
  });
  it("normalise rows to length 1 and leave zero rows alone", () => {
    const unit = normalizeRows(
      matrixFromRows([
        [3, 4],
        [0, 0],
      ]),
    );
    expect([...rowNorms(unit)].map((x) => Number(x.toFixed(6)))).toEqual([1, 0]);
    expect(unit.data[0]).toBeCloseTo(0.6, 6);
  });
  it("name the first entry that is not finite, and a wrong width", () => {
    expect(() =>
      assertFinite(
        "here",
        matrixFromRows([
          [1, 2],
          [3, Number.NaN],
        ]),
      ),
    ).toThrow("here: every entry must be finite, got NaN in row 1, column 1");
    expect(() => assertCols("there", matrix(2, 3), 4)).toThrow(
      "there: input must have 4 columns, got [2 × 3]; pass rows of 4 numbers",
    );
  });
});
