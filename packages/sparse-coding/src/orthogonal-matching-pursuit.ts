import { type Matrix, matrix, rowOf } from "@exampledon/core";
import { atomsOf, orthogonalPursuit } from "@exampledon/decomposer";
import { checkCodable } from "./check-codable.ts";
import { checkNumber } from "./check-number.ts";

/** How long to pursue. */
export interface OrthogonalMatchingPursuitOptions {
  /** Most atoms per sample. Default: as many as can be independent, `min(atoms, dim)`. */
  readonly k?: number;
  /** A sample is done when its residual is at most this share of its length. Default 1e-6. */
  readonly tolerance?: number;
  /** Choose only atoms that point along the residual and keep coefficients ≥ 0. Default false. */
  readonly nonNegative?: boolean;
}

/** Codes by orthogonal matching pursuit. */
export interface OrthogonalMatchingPursuitResult {
  /** Coefficients of the atoms as given, `[samples × atoms]`. */
  readonly codes: Matrix;
  /** Of each sample, its atoms in the order in which they were chosen. */
  readonly supports: readonly (readonly number[])[];
  /** `samples − codes · dictionary`, `[samples × dim]`. */
  readonly residuals: Matrix;
  /** Of each sample, the length of the residual after each step. */
  readonly norms: readonly (readonly number[])[];
}

/**
 * Orthogonal matching pursuit: one atom at a time, the one that the residual points at most (ties: lowest index), and
 * each time a least squares fit of all chosen. O(k · atoms · dim) a sample, in float64.
 * Pati, Rezaiifar and Krishnaprasad (1993), https://doi.org/10.1109/ACSSC.1993.342465; non-negative: Lawson and Hanson's
 * least squares stopped early, as in Bruckstein, Elad and Zibulevsky (2008), https://doi.org/10.1109/TIT.2008.929920
 * @param dictionary atoms of any length, `[atoms × dim]`
 * @param samples `[samples × dim]`
 * @throws `bad-shape`, `not-finite`; `bad-param` when an option is out of range
 */
export function orthogonalMatchingPursuit(
  dictionary: Matrix,
  samples: Matrix,
  options: OrthogonalMatchingPursuitOptions = {},
): OrthogonalMatchingPursuitResult {
  const where = "orthogonalMatchingPursuit";
  checkCodable(where, dictionary, samples);
  const { k = Math.min(dictionary.rows, dictionary.cols), tolerance = 1e-6, nonNegative = false } = options;
  checkNumber(where, "k", k, { min: 1, max: dictionary.rows, whole: true });
  checkNumber(where, "tolerance", tolerance, { min: 0 });
  const atoms = atomsOf(dictionary);
  const codes = matrix(samples.rows, dictionary.rows);
  const residuals = matrix(samples.rows, samples.cols);
  const supports: (readonly number[])[] = [];
  const norms: (readonly number[])[] = [];
  for (let i = 0; i < samples.rows; i++) {
    const found = orthogonalPursuit(atoms, Float64Array.from(rowOf(samples, i)), { k, tolerance, nonNegative });
    const code = rowOf(codes, i);
    found.support.forEach((atom, at) => {
      code[atom] = found.coefficients[at]!;
    });
    rowOf(residuals, i).set(found.residual);
    supports.push(found.support);
    norms.push(found.norms);
  }
  return { codes, supports, residuals, norms };
}
