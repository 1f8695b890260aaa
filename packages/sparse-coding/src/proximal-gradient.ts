import { type Matrix, matrix, rowOf } from "@exampledon/core";
import { atomsOf, shrinkageCoder } from "@exampledon/decomposer";
import { checkCodable } from "./check-codable.ts";
import { checkNumber } from "./check-number.ts";

/** How to solve the LASSO. */
export interface ProximalGradientOptions {
  /** Weight of the L1 penalty, ≥ 0. */
  readonly lambda: number;
  /** Most iterations. Default 300. */
  readonly iterations?: number;
  /** Codes ≥ 0. Default false. */
  readonly nonNegative?: boolean;
  /** A sample is done when its violation is at most this share of its largest `|x · w_i|`. Default 1e-6; 0 runs all iterations. */
  readonly tolerance?: number;
  /** Upper bound on `‖W Wᵀ‖₂`, > 0. Default: power iteration and 1 %. */
  readonly lipschitz?: number;
}

/** Codes of the LASSO, and how far they are from its optimum. */
export interface ProximalGradientResult {
  /** `[samples × atoms]`, for the atoms as given. */
  readonly codes: Matrix;
  /** Iterations of each sample. */
  readonly iterations: Int32Array;
  /** Length of the last step times L, its largest entry, `[samples]`: 0 at the optimum, in units of `x · w_i`. */
  readonly violations: Float64Array;
  /** Samples that met the tolerance. */
  readonly converged: number;
}

/** The body of FISTA and ISTA. */
export function proximalGradient(
  where: string,
  accelerate: boolean,
  dictionary: Matrix,
  samples: Matrix,
  options: ProximalGradientOptions,
): ProximalGradientResult {
  checkCodable(where, dictionary, samples);
  const { lambda, iterations = 300, nonNegative = false, tolerance = 1e-6, lipschitz } = options;
  checkNumber(where, "lambda", lambda, { min: 0 });
  checkNumber(where, "iterations", iterations, { min: 1, whole: true });
  checkNumber(where, "tolerance", tolerance, { min: 0 });
  if (lipschitz !== undefined) checkNumber(where, "lipschitz", lipschitz, { min: Number.MIN_VALUE });
  const coder = shrinkageCoder(atomsOf(dictionary), {
    lambda,
    iterations,
    nonNegative,
    tolerance,
    accelerate,
    lipschitz,
  });
  const codes = matrix(samples.rows, dictionary.rows);
  const taken = new Int32Array(samples.rows);
  const violations = new Float64Array(samples.rows);
  let converged = 0;
  for (let i = 0; i < samples.rows; i++) {
    const found = coder(Float64Array.from(rowOf(samples, i)));
    rowOf(codes, i).set(found.code);
    taken[i] = found.iterations;
    violations[i] = found.violation;
    if (found.converged) converged++;
  }
  return { codes, iterations: taken, violations, converged };
}
