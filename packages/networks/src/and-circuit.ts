import { fail, type Matrix, matrix, multiply } from "@exampledon/core";
import type { Circuit } from "./circuit.ts";
import { type CircuitOptions, factCircuit } from "./fact-circuit.ts";

/**
 * A circuit that answers only when all its features are there, such as a fact about furry elephants: it reads their sum.
 * The default threshold lies midway between its reading of all features at coefficient 1 and the largest reading with
 * one of them missing, their own interference included.
 * @param features directions of the features `[features × dim]`, two or more
 * @throws `bad-shape` for fewer than two features; `not-finite`
 */
export function andCircuit(features: Matrix, options: CircuitOptions = {}): Circuit {
  if (features.rows < 2) {
    fail("bad-shape", {
      where: "andCircuit",
      problem: "at least two features",
      got: features.rows,
      cure: "pass one row per feature, or use factCircuit",
    });
  }
  const ones = matrix(1, features.rows, new Float32Array(features.rows).fill(1));
  const sum = multiply(ones, features);
  // What each feature adds to the reading.
  const parts = multiply(features, sum, { transposeB: true }).data;
  const all = parts.reduce((total, part) => total + part, 0);
  return factCircuit(sum.data, { threshold: all - Math.min(...parts) / 2, ...options });
}
