import {
  isExampledonError,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  normalizeRows,
  rng,
  rowOf,
} from "@exampledon/core";
import { describe, expect, test } from "vitest";
import { createDecomposition } from "../create-decomposition.ts";
import { decompositionFromJson } from "../decomposition-from-json.ts";
import { atomsOf } from "./atoms.ts";
import { lipschitzConstant } from "./lipschitz.ts";
import { matchingCode } from "./matching-code.ts";
import { orthogonalPath } from "./orthogonal-path.ts";
import { orthogonalPursuit } from "./orthogonal-pursuit.ts";
import type { Pursuit } from "./pursuit.ts";
import { shrinkageCoder } from "./shrinkage.ts";

const DIM = 12;
const COUNT = 30;

function gaussian(seed: string | number, rows: number, cols: number): Matrix {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
}

const dictionary = gaussian("atoms", COUNT, DIM);
const atoms = atomsOf(dictionary);
const sampleOf = (seed: number): Float64Array => Float64Array.from(gaussian(`sample ${seed}`, 1, DIM).data);
const dot = (atom: number, vector: Float64Array): number =>
  rowOf(dictionary, atom).reduce((sum, value, j) => sum + value * vector[j]!, 0);
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe("orthogonal matching pursuit", () => {
  test("leaves residuals orthogonal to the support, shorter with every atom", () => {
    for (const seed of seeds) {
      let before = Number.POSITIVE_INFINITY;
      for (const { support, residual, norm } of orthogonalPath(atoms, sampleOf(seed))) {
        for (const atom of support) expect(Math.abs(dot(atom, residual))).toBeLessThan(1e-8);
        expect(norm).toBeLessThan(before);
        before = norm;
      }
      // Thirty random atoms span twelve dimensions.
      expect(before).toBeLessThan(1e-8);
    }
  });

  test("non-negative: ends at the non-negative least squares fit, through positive coefficients", () => {
    let dropped = 0;
    for (const seed of seeds) {
      const path = [...orthogonalPath(atoms, sampleOf(seed), { nonNegative: true })];
      for (const { support, coefficients, residual } of path) {
        expect(Math.min(...coefficients)).toBeGreaterThan(0);
        for (const atom of support) expect(Math.abs(dot(atom, residual))).toBeLessThan(1e-8);
      }
      const last = path.at(-1)!;
      dropped += path.length - last.support.length;
      // The optimality conditions: no atom left out could enter with a positive coefficient.
      for (let atom = 0; atom < COUNT; atom++) expect(dot(atom, last.residual)).toBeLessThan(1e-6);
    }
    expect(dropped, "the samples exercise dropping").toBeGreaterThan(0);
  });

  test("chooses by direction and not by length, ties by lowest index, and never an atom of length 0", () => {
    const axes = atomsOf(
      matrixFromRows([
        [0, 0],
        [100, 100],
        [0, 1e-3],
        [0, 2],
      ]),
    );
    const { support, coefficients } = orthogonalPursuit(axes, Float64Array.from([0, 3]), {
      k: 2,
      tolerance: 1e-9,
      nonNegative: false,
    });
    expect(support).toEqual([2]);
    expect(coefficients[0]! * axes.rows[5]!).toBeCloseTo(3, 9);
  });

  test("stops at the tolerance, and has no path from a sample of zeros", () => {
    const x = sampleOf(3);
    const { support, norms } = orthogonalPursuit(atoms, x, { k: DIM, tolerance: 0.3, nonNegative: false });
    const length = Math.hypot(...x);
    expect(norms).toHaveLength(support.length);
    expect(norms.at(-1)!).toBeLessThanOrEqual(0.3 * length);
    expect(norms.at(-2)!).toBeGreaterThan(0.3 * length);
    expect([...orthogonalPath(atoms, new Float64Array(DIM))]).toEqual([]);
  });
});

test("the Lipschitz constant is at most 1.5 % above the largest eigenvalue, and never below", () => {
  for (const seed of seeds) {
    const rows = gaussian(`lipschitz ${seed}`, 9, 5);
    // Power iteration in float64, run far longer.
    const gram = multiply(rows, rows, { transposeA: true });
    let v = new Float64Array(5).fill(1).map((_, j) => 1 + j / 7);
    let largest = 0;
    for (let step = 0; step < 5000; step++) {
      const next = v.map((_, i) => v.reduce((sum, value, j) => sum + rowOf(gram, i)[j]! * value, 0));
      largest = Math.hypot(...next);
      v = next.map((value) => value / largest);
    }
    const found = lipschitzConstant(atomsOf(rows));
    expect(found).toBeGreaterThan(largest);
    expect(found).toBeLessThan(1.015 * largest);
  }
  expect(lipschitzConstant(atomsOf(matrix(3, 2)))).toBe(0);
});

test.each([true, false])("FISTA meets the optimality conditions, non-negative %s", (nonNegative) => {
  const lambda = 0.7;
  const coder = shrinkageCoder(atoms, { lambda, iterations: 20_000, tolerance: 1e-9, nonNegative });
  for (const seed of seeds.slice(0, 5)) {
    const x = sampleOf(seed);
    const { code, converged } = coder(x);
    expect(converged).toBe(true);
    const residual = x.map((value, j) => value - code.reduce((sum, z, i) => sum + z * rowOf(dictionary, i)[j]!, 0));
    code.forEach((z, i) => {
      const pull = dot(i, residual);
      if (z !== 0) expect(Math.abs(pull - lambda * Math.sign(z))).toBeLessThan(1e-6);
      else expect(nonNegative ? pull : Math.abs(pull)).toBeLessThan(lambda + 1e-6);
      if (nonNegative) expect(z).toBeGreaterThanOrEqual(0);
    });
  }
});

test("matching pursuit takes the largest part along an atom, again and again, until one comes twice", () => {
  const [a, b] = [Float64Array.of(1, 0), Float64Array.of(0.5, Math.sqrt(0.75))];
  const pair = atomsOf(matrixFromRows([a, b]));
  const code = matchingCode(pair, Float64Array.of(1, 0.9), { steps: 9, residual: 0 });
  // b, then a, then what b left of a's part; then b has come twice.
  const first = 0.5 + 0.9 * Math.sqrt(0.75);
  const second = 1 - first * 0.5;
  const third = 0.9 * Math.sqrt(0.75) - first * 0.75;
  expect(code[0]).toBeCloseTo(second, 6);
  expect(code[1]).toBeCloseTo(first + Math.max(0, third), 6);
  expect([...matchingCode(pair, Float64Array.of(-1, 0), { steps: 9, residual: 0 })]).toEqual([0, 0]);
  expect([...matchingCode(pair, Float64Array.of(1, 0), { steps: 1, residual: 0 })]).toEqual([1, 0]);
});

describe("decompositions by pursuit", () => {
  const unit = normalizeRows(dictionary);
  const parts = {
    method: "test/pursuit",
    params: {},
    read: unit,
    write: unit,
    offset: new Float32Array(DIM).fill(0.5),
  };
  const center = new Float32Array(DIM).fill(0.5);
  const pursuits: readonly Pursuit[] = [
    { kind: "omp", k: DIM, tolerance: 1e-6, nonNegative: false },
    { kind: "fista", lambda: 0.05, iterations: 200, tolerance: 1e-7, nonNegative: true },
  ];

  test.each(pursuits)(
    "$kind: codes what lies above the offset, and comes back from JSON to the same bits",
    (activation) => {
      const made = createDecomposition({ ...parts, center, activation });
      const planted = matrix(10, COUNT);
      for (let i = 0; i < 10; i++) for (const atom of [i, i + 11]) rowOf(planted, i)[atom] = 1 + i / 10;
      const x = multiply(planted, unit);
      x.data.forEach((value, at) => {
        x.data[at] = value + 0.5;
      });
      const rebuilt = made.reconstruct(x);
      const bound = activation.kind === "omp" ? 1e-5 : 0.1;
      rebuilt.data.forEach((value, at) => {
        expect(Math.abs(value - x.data[at]!)).toBeLessThan(bound);
      });
      const back = decompositionFromJson(JSON.parse(JSON.stringify(made)));
      expect(back.activity(x).data).toEqual(made.activity(x).data);
      expect(JSON.stringify(back)).toBe(JSON.stringify(made));
    },
  );

  test("matching: codes as matchingCode does, and comes back from JSON to the same bits", () => {
    const activation = { kind: "matching", steps: 6, residual: 0.1 } as const;
    const made = createDecomposition({ ...parts, center, activation });
    const x = gaussian("matching", 5, DIM);
    const lifted = matrix(
      5,
      DIM,
      x.data.map((value) => value + 0.5),
    );
    const wanted = matchingCode(
      atomsOf(made.write),
      Float64Array.from(rowOf(lifted, 2), (value) => Math.fround(value - 0.5)),
      activation,
    );
    expect(rowOf(made.activity(lifted), 2)).toEqual(Float32Array.from(wanted));
    const back = decompositionFromJson(JSON.parse(JSON.stringify(made)));
    expect(back.activity(lifted).data).toEqual(made.activity(lifted).data);
    expect(JSON.stringify(back)).toBe(JSON.stringify(made));
  });

  test.each([
    ["k", { kind: "omp", k: COUNT + 1, tolerance: 0, nonNegative: true }],
    ["tolerance", { kind: "omp", k: 1, tolerance: -1, nonNegative: true }],
    ["lambda", { kind: "fista", lambda: Number.NaN, iterations: 1, tolerance: 0, nonNegative: true }],
    ["steps", { kind: "matching", steps: 0, residual: 0 }],
    ["residual", { kind: "matching", steps: 1, residual: -1 }],
    ["iterations", { kind: "fista", lambda: 0, iterations: 0, tolerance: 0, nonNegative: true }],
  ] as const)("refuse a bad %s, also in a file", (_, activation) => {
    const codeOf = (body: () => unknown): string | undefined => {
      try {
        body();
      } catch (error) {
        return isExampledonError(error) ? error.code : undefined;
      }
      return undefined;
    };
    expect(codeOf(() => createDecomposition({ ...parts, activation }))).toBe("bad-param");
    const json = createDecomposition({ ...parts, activation: pursuits[0]! }).toJSON();
    expect(codeOf(() => decompositionFromJson({ ...json, encoder: { activation } }))).toBe("corrupt-file");
    const bias = new Float32Array(COUNT);
    expect(codeOf(() => createDecomposition({ ...parts, bias, activation: pursuits[0]! }))).toBe("bad-param");
  });
});
