import { type Matrix, matrix, rowOf } from "@exampledon/core";
import { type Atoms, atomsOf } from "@exampledon/decomposer";
import { checkCodable } from "./check-codable.ts";
import { checkNumber } from "./check-number.ts";

/** How long to pursue. */
export interface MatchingPursuitOptions {
  /** Most steps per sample; an atom may be chosen again. Default: `min(atoms, dim)`. */
  readonly steps?: number;
  /** A sample is done when its residual is at most this share of its length. Default 1e-6. */
  readonly tolerance?: number;
  /** Choose only atoms that point along the residual, so that codes are ≥ 0. Default false. */
  readonly nonNegative?: boolean;
}

/** Codes by matching pursuit. */
export interface MatchingPursuitResult {
  /** Coefficients of the atoms as given, `[samples × atoms]`. */
  readonly codes: Matrix;
  /** Of each sample, the atom of each step. */
  readonly picks: readonly (readonly number[])[];
  /** `samples − codes · dictionary`, `[samples × dim]`. */
  readonly residuals: Matrix;
}

/**
 * Matching pursuit: again and again the part of the residual along the atom that it points at most (ties: lowest index)
 * goes into the code. Unlike the orthogonal kind it never corrects a coefficient but by choosing the atom again.
 * O(steps · atoms · dim) a sample, in float64. Mallat and Zhang (1993), https://doi.org/10.1109/78.258082
 * @param dictionary atoms of any length, `[atoms × dim]`
 * @param samples `[samples × dim]`
 * @throws `bad-shape`, `not-finite`; `bad-param` when an option is out of range
 */
export function matchingPursuit(
  dictionary: Matrix,
  samples: Matrix,
  options: MatchingPursuitOptions = {},
): MatchingPursuitResult {
  const where = "matchingPursuit";
  checkCodable(where, dictionary, samples);
  const { steps = Math.min(dictionary.rows, dictionary.cols), tolerance = 1e-6, nonNegative = false } = options;
  checkNumber(where, "steps", steps, { min: 1, whole: true });
  checkNumber(where, "tolerance", tolerance, { min: 0 });
  const atoms = atomsOf(dictionary);
  const codes = matrix(samples.rows, dictionary.rows);
  const residuals = matrix(samples.rows, samples.cols);
  const picks: number[][] = [];
  for (let i = 0; i < samples.rows; i++) {
    const residual = Float64Array.from(rowOf(samples, i));
    const code = new Float64Array(atoms.count);
    const enough = tolerance * Math.hypot(...residual);
    const picked: number[] = [];
    while (picked.length < steps && Math.hypot(...residual) > enough) {
      const { atom, along } = steepest(atoms, residual, nonNegative);
      if (atom < 0) break;
      const amount = along / atoms.lengths[atom]!;
      code[atom]! += amount;
      for (let j = 0; j < atoms.dim; j++) residual[j]! -= amount * atoms.rows[atom * atoms.dim + j]!;
      picked.push(atom);
    }
    rowOf(codes, i).set(code);
    rowOf(residuals, i).set(residual);
    picks.push(picked);
  }
  return { codes, picks, residuals };
}

/** The atom that the residual points at most, and the residual's part along its unit vector; atom −1 when all are 0. */
function steepest(
  { count, dim, rows, lengths }: Atoms,
  residual: Float64Array,
  nonNegative: boolean,
): { readonly atom: number; readonly along: number } {
  let best = { atom: -1, along: 0 };
  for (let atom = 0; atom < count; atom++) {
    if (lengths[atom] === 0) continue;
    let product = 0;
    for (let j = 0; j < dim; j++) product += residual[j]! * rows[atom * dim + j]!;
    const along = product / lengths[atom]!;
    if ((nonNegative ? along : Math.abs(along)) > Math.abs(best.along)) best = { atom, along };
  }
  return best;
}
