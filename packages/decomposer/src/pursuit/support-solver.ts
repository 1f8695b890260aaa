import { type Atoms, atomProduct } from "./atoms.ts";

/** An atom whose part outside the span of the others is below this share of its squared length counts as dependent. */
const DEPENDENT = 1e-12;

/** Least squares on a growing set of atoms, by a Cholesky factor of their Gram matrix. */
export interface SupportSolver {
  /** The atoms in the order in which they came. */
  readonly support: readonly number[];
  /** Adds an atom with its dot product with the sample, O(k · dim + k²); false when it depends on the others. */
  add(atom: number, correlation: number): boolean;
  /** Keeps the atoms that pass and factors anew, O(k² · dim + k³). */
  filter(keep: (atom: number, position: number) => boolean): void;
  /** Coefficients of the least squares fit, in the order of the support; O(k²). */
  solve(): Float64Array;
}

/** A solver of `min ‖x − Σ c_i w_i‖` over no atoms yet. */
export function supportSolver(atoms: Atoms): SupportSolver {
  let support: number[] = [];
  let correlations: number[] = [];
  /** Row i of the lower triangular factor L of the Gram matrix `L Lᵀ`, `[i + 1]`. */
  let factor: Float64Array[] = [];

  const add = (atom: number, correlation: number): boolean => {
    const size = support.length;
    const row = new Float64Array(size + 1);
    const square = atomProduct(atoms, atom, atom);
    let rest = square;
    for (let i = 0; i < size; i++) {
      const lower = factor[i]!;
      let sum = atomProduct(atoms, atom, support[i]!);
      for (let j = 0; j < i; j++) sum -= lower[j]! * row[j]!;
      row[i] = sum / lower[i]!;
      rest -= row[i]! * row[i]!;
    }
    if (!(rest > DEPENDENT * square)) return false;
    row[size] = Math.sqrt(rest);
    support.push(atom);
    correlations.push(correlation);
    factor.push(row);
    return true;
  };

  return {
    get support() {
      return support;
    },
    add,
    filter: (keep) => {
      const kept = support
        .map((atom, i) => ({ atom, correlation: correlations[i]! }))
        .filter((o, i) => keep(o.atom, i));
      support = [];
      correlations = [];
      factor = [];
      for (const { atom, correlation } of kept) add(atom, correlation);
    },
    solve: () => {
      const out = Float64Array.from(correlations);
      for (let i = 0; i < out.length; i++) {
        const row = factor[i]!;
        for (let j = 0; j < i; j++) out[i]! -= row[j]! * out[j]!;
        out[i]! /= row[i]!;
      }
      for (let i = out.length - 1; i >= 0; i--) {
        out[i]! /= factor[i]![i]!;
        for (let j = 0; j < i; j++) out[j]! -= factor[i]![j]! * out[i]!;
      }
      return out;
    },
  };
}
