import { matrix, matrixFromRows } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { deadLatents, fractionOfVarianceUnexplained, l0, shrinkage } from "./index.ts";

const input = matrixFromRows([
  [1, 0],
  [0, 2],
  [3, 3],
]);

describe("reconstruction", () => {
  it("that is shifted costs its full squared length", () => {
    const shifted = matrix(
      3,
      2,
      input.data.map((value) => value + 1),
    );
    // Squared deviations from the mean (4/3, 5/3): 14/3 in each dimension.
    expect(fractionOfVarianceUnexplained(input, shifted)).toBeCloseTo(6 / (28 / 3), 12);
  });

  it("is undefined where inputs do not vary or have no length", () => {
    const same = matrixFromRows([
      [0.1, 0.7],
      [0.1, 0.7],
      [0.1, 0.7],
    ]);
    expect(fractionOfVarianceUnexplained(same, input)).toBeNaN();
    expect(shrinkage(matrix(3, 2), input)).toBeNaN();
  });

  it("shrinks by its scale", () => {
    const half = matrix(
      3,
      2,
      input.data.map((value) => value / 2),
    );
    expect(shrinkage(input, half)).toBe(0.5);
  });

  it.each([fractionOfVarianceUnexplained, shrinkage])("of another shape or with NaN is refused by $name", (metric) => {
    expect(() => metric(input, matrix(2, 2))).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => metric(matrix(0, 2), matrix(0, 2))).toThrow(expect.objectContaining({ code: "bad-shape" }));
    const nan = matrix(3, 2, new Float32Array(6).fill(Number.NaN));
    expect(() => metric(input, nan)).toThrow(expect.objectContaining({ code: "not-finite" }));
  });
});

describe("sparsity", () => {
  it("counts negative activities as active", () => {
    const activity = matrixFromRows([
      [0, -1, 2],
      [0, 0, 2],
    ]);
    expect(l0(activity)).toBe(1.5);
    expect(deadLatents(activity)).toBe(1);
  });

  it.each([l0, deadLatents])("of nothing or NaN is refused by $name", (metric) => {
    expect(() => metric(matrix(0, 3))).toThrow(expect.objectContaining({ code: "bad-shape" }));
    expect(() => metric(matrix(1, 1, new Float32Array([Number.NaN])))).toThrow(
      expect.objectContaining({ code: "not-finite" }),
    );
  });
});
