import { type Matrix, matrix, rng, rowNorms } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { Matrix as Dense, inverse } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { bestCodes } from "../src/magic-encoder/best-codes.ts";
import { magicEncoder } from "../src/magic-encoder/claim.ts";
import { lowerBound, type MagicProblem, magicProblem, traceFrontier } from "../src/magic-encoder/frontier.ts";
import { measure } from "./measure.ts";

function drain<T>(run: Generator<void, T, void>): T {
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

const problemOf = (seed: number, animals: number, attributes: number): MagicProblem => {
  const world = spanned.build(rng(seed).split("world"), { animals, attributes });
  return magicProblem(world, world.sample(rng(seed).split("samples"), 2));
};
const dense = ({ rows, cols, data }: Matrix): Dense => Dense.from1DArray(rows, cols, Array.from(data));

describe("optimised codes", () => {
  it("are the closed form t − w x (w DᵀD + (1 − w) I)⁻¹ Dᵀ, x = tD − a, at every weight", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 8 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (seed, animals, attributes, weight) => {
          const { nodes, activations, wanted, excess, norm } = problemOf(seed, animals, attributes);
          const input = { nodes, activations, wanted, weight, squaredNorm: norm * norm, iterations: 3000 };
          const found = drain(bestCodes(input));
          const d = dense(nodes);
          const gram = d
            .transpose()
            .mmul(d)
            .mul(weight)
            .add(Dense.eye(attributes).mul(1 - weight));
          const expected = dense(wanted).sub(dense(excess).mmul(inverse(gram)).mmul(d.transpose()).mul(weight));
          const worst = Math.max(...Array.from(found.data, (z, at) => Math.abs(z - expected.to1DArray()[at]!)));
          expect(worst).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 15 },
    );
  });
  it("stay where they may be", () => {
    const problem = problemOf(3, 20, 5);
    const { nodes, activations, wanted, norm } = problem;
    const codes = drain(
      bestCodes({
        nodes,
        activations,
        wanted,
        weight: 0.9,
        squaredNorm: norm * norm,
        iterations: 50,
        project: ({ data }) => {
          for (let at = 0; at < data.length; at++) data[at] = Math.max(0, data[at]!);
        },
      }),
    );
    expect(codes.data.every((value) => value >= 0)).toBe(true);
  });
});

describe("frontiers", () => {
  it("never beat the bound, for random codes either", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 8 }), (seed, n, d) => {
        const problem = problemOf(seed, n, d);
        for (const freedom of ["free", "non-negative", "own support"] as const) {
          for (const { overBound } of drain(traceFrontier(problem, freedom, 60))) {
            expect(overBound).toBeGreaterThan(0.999);
          }
        }
        expect(lowerBound(problem)).toBeCloseTo(1 / problem.norm, 6);
      }),
      { numRuns: 8 },
    );
  });
  it("halve every magnitude where only the circuits' own codes may be used", () => {
    const end = drain(traceFrontier(problemOf(7, 60, 20), "own support", 500)).at(-1)!;
    expect(end.miss).toBeCloseTo(Math.SQRT1_2, 1);
    expect(end.animals).toBeCloseTo(0.75, 1);
  });
  it("start from coefficients that rebuild twice the activation", () => {
    const { excess, activations } = problemOf(5, 30, 10);
    const difference = matrix(
      excess.rows,
      excess.cols,
      excess.data.map((value, at) => value - activations.data[at]!),
    );
    expect(Math.max(...rowNorms(difference))).toBeLessThan(1e-5);
  });
});

describe("hostile parameters", () => {
  it.each([
    { animals: 2, attributes: 2, samples: 1, iterations: 20 },
    { animals: 3, attributes: 40, samples: 1, iterations: 20 },
    { animals: 60, attributes: 2, samples: 3, iterations: 20 },
  ])("give finite values: %o", async (params) => {
    expect(Object.values(await measure(magicEncoder, params, [1, 2])).every(Number.isFinite)).toBe(true);
  });
});
