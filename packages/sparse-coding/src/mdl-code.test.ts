import {
  isExampledonError,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  rng,
  rowOf,
  stackRows,
} from "@exampledon/core";
import { describe, expect, test } from "vitest";
import { gaussian, plantedSamples } from "../test/planted-codes.ts";
import { denseBits } from "./dense-bits.ts";
import { log2Choose } from "./log2-choose.ts";
import { mdlCode } from "./mdl-code.ts";

const ANIMALS = 200;
const ATTRIBUTES = 30;
const NOISE = 0.01;

test("log2 (n choose k)", () => {
  expect(log2Choose(5, 2)).toBeCloseTo(Math.log2(10), 12);
  expect(log2Choose(1050, 3)).toBeCloseTo(Math.log2((1050 * 1049 * 1048) / 6), 9);
  expect(log2Choose(7, 0)).toBe(0);
  expect(log2Choose(7, 7)).toBeCloseTo(0, 12);
});

test("the bits of a message, by hand", () => {
  const axes = matrixFromRows([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]);
  // 0.5 lies on a bin; 0.03 is not worth an atom at noise 0.02.
  const samples = matrixFromRows([[0, 0.5, 0.03, 0]]);
  const options = { noise: 0.02, binWidth: 0.125, range: 2, maxAtoms: 3, groups: [1, 3] };
  const found = mdlCode(axes, samples, options);
  expect([...found.codes.data]).toEqual([0, 0.5, 0, 0]);
  expect(found.supports).toEqual([[1]]);
  expect(found.supportBits[0]).toBeCloseTo(Math.log2(2) + Math.log2(4) + Math.log2(3), 9);
  // Sixteen bins and a sign.
  expect(found.coefficientBits[0]).toBeCloseTo(4 + 1, 9);
  expect(found.residualBits[0]).toBeCloseTo((0.03 ** 2 / 0.02 ** 2 - 4) / (2 * Math.LN2), 5);
  expect(found.bits[0]).toBeCloseTo(found.supportBits[0]! + found.coefficientBits[0]! + found.residualBits[0]!, 12);
  expect(mdlCode(axes, samples, { ...options, nonNegative: true }).coefficientBits[0]).toBeCloseTo(4, 9);
  // Half a unit cannot be said with a range of 0.4.
  expect(mdlCode(axes, samples, { ...options, range: 0.4 }).supports).toEqual([[]]);
});

describe("over animals in the span of attributes, and attributes", () => {
  const stream = rng("mdl");
  const attributes = matrix(ATTRIBUTES, ATTRIBUTES);
  for (let i = 0; i < ATTRIBUTES; i++) rowOf(attributes, i)[i] = 1;
  const animals = gaussian(stream.split("animals"), ANIMALS, ATTRIBUTES);
  for (let i = 0; i < ANIMALS; i++) {
    const row = rowOf(animals, i);
    const length = Math.hypot(...row);
    row.set(row.map((value) => value / length));
  }
  const all = stackRows(animals, attributes);
  const total = all.rows;

  test.each([
    ["one animal", 1, 0, 24],
    ["an animal and an attribute", 1, 1, 40],
    ["two animals", 2, 0, 40],
    ["three attributes", 0, 3, 55],
  ])("%s: names exactly these, in fewer bits than all attributes take", (name, m, q, most) => {
    const planted = plantedSamples(stream.split(name), all, 60, [
      { active: m, from: 0, to: ANIMALS },
      { active: q, from: ANIMALS, to: total },
    ]);
    const samples = noisy(planted.samples, name);
    const found = mdlCode(all, samples, { noise: NOISE, nonNegative: true });
    const exact = found.supports.filter((support, i) => support.join() === planted.supports[i]!.join()).length;
    // The full size, 1000 animals and 50 attributes, is a claim's business; a draw in twenty may be ambiguous.
    expect(exact).toBeGreaterThanOrEqual(57);
    expect(mean(found.bits)).toBeLessThan(most);
    const readings = multiply(samples, attributes, { transposeB: true });
    expect(mean(denseBits(readings, { noise: NOISE }))).toBeGreaterThan(2 * mean(found.bits));
  });

  test("noise alone has no atoms, and about no bits beyond saying so", () => {
    const samples = noisy(matrix(60, ATTRIBUTES), "noise");
    const found = mdlCode(all, samples, { noise: NOISE });
    expect(found.supports.flat()).toEqual([]);
    // 60 residuals of 30 dimensions: six standard errors of χ² / (2 ln 2).
    const error = Math.sqrt(2 * ATTRIBUTES) / (2 * Math.LN2) / Math.sqrt(60);
    expect(Math.abs(mean(found.residualBits))).toBeLessThan(6 * error);
    expect(Math.abs(mean(denseBits(samples, { noise: NOISE })))).toBeLessThan(6 * error);
  });

  function noisy(samples: Matrix, name: string): Matrix {
    const noise = stream.split(`noise of ${name}`);
    return matrix(
      samples.rows,
      samples.cols,
      samples.data.map((value) => value + noise.normal(0, NOISE)),
    );
  }
});

test("dense bits are the rate of a Gaussian", () => {
  const readings = gaussian(rng("dense"), 500, 3);
  const bits = denseBits(readings, { noise: 1 / 16 });
  // ½ log2(1 / noise²) = 4 bits a reading, up to the error of the mean square.
  expect(Math.abs(mean(bits) - 12)).toBeLessThan(0.5);
});

test.each([
  { noise: 0 },
  { noise: 0.1, binWidth: 3 },
  { noise: 0.1, maxAtoms: 3 },
  { noise: 0.1, groups: [1] },
  { noise: 0.1, groups: [0, 2] },
  { noise: 0.1, range: Number.NaN },
])("refuses %o", (options) => {
  const axes = matrixFromRows([
    [1, 0],
    [0, 1],
  ]);
  try {
    mdlCode(axes, axes, options);
  } catch (error) {
    expect(isExampledonError(error, "bad-param")).toBe(true);
    return;
  }
  expect.fail("nothing was thrown");
});

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
