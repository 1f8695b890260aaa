import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";

/**
 * Components of one weight matrix `[in × out]`: component c is `Σ_m read ⊗ write` over its rows c·rank … c·rank + rank − 1.
 * Only the products matter: scaling a read up and its write down, or flipping both, changes nothing.
 */
export interface WeightComponents {
  /** `[components · rank × in]`. */
  readonly read: Matrix;
  /** `[components · rank × out]`. */
  readonly write: Matrix;
  /** Default 1. */
  readonly rank?: number;
}

/** True rank-one mechanisms of a weight matrix: mechanism r is `read_r ⊗ write_r`. */
export interface WeightMechanisms {
  /** `[mechanisms × in]`. */
  readonly read: Matrix;
  /** `[mechanisms × out]`. */
  readonly write: Matrix;
}

/** The number of components. @throws `bad-shape`, `not-finite`; `bad-param` on a rank that does not divide the rows */
export function checkComponents(where: string, { read, write, rank = 1 }: WeightComponents): number {
  checkNotEmpty(where, read);
  checkNotEmpty(where, write);
  if (!Number.isInteger(rank) || rank < 1 || read.rows % rank !== 0) {
    fail("bad-param", {
      where,
      problem: `rank must be a whole number ≥ 1 that divides the ${read.rows} rows`,
      got: rank,
      cure: "pass the inner size of the components",
    });
  }
  if (write.rows !== read.rows) {
    fail("bad-shape", {
      where,
      problem: `there must be as many writes as reads, ${read.rows}`,
      got: write.rows,
      cure: "pass one row of each per component and rank",
    });
  }
  assertFinite(where, read);
  assertFinite(where, write);
  return read.rows / rank;
}

/** Refuses mechanisms and components of different matrices; the number of components. @throws as `checkComponents` */
export function checkAgainst(where: string, mechanisms: WeightMechanisms, components: WeightComponents): number {
  checkComponents(where, mechanisms);
  assertCols(where, components.read, mechanisms.read.cols);
  assertCols(where, components.write, mechanisms.write.cols);
  return checkComponents(where, components);
}

/** `a · bᵀ` in float64, flat `[a.rows × b.rows]`. */
export function products(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(a.rows * b.rows);
  for (let i = 0, at = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++, at++) out[at] = rowProduct(a, i, b, j);
  }
  return out;
}

/** Product of row i of `a` and row j of `b`, in float64. */
export function rowProduct(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let k = 0, p = i * a.cols, q = j * b.cols; k < a.cols; k++) sum += a.data[p++]! * b.data[q++]!;
  return sum;
}

/** Frobenius norm of every component, `[components]`. */
export function componentNorms({ read, write, rank = 1 }: WeightComponents): Float64Array {
  return Float64Array.from({ length: read.rows / rank }, (_, c) => {
    let square = 0;
    for (let m = c * rank; m < (c + 1) * rank; m++) {
      for (let n = c * rank; n < (c + 1) * rank; n++) {
        square += rowProduct(read, m, read, n) * rowProduct(write, m, write, n);
      }
    }
    // Rounding may leave a component that cancels out just below zero.
    return Math.sqrt(Math.max(0, square));
  });
}

/** Frobenius products `⟨mechanism, component⟩`, flat `[mechanisms × components]`. */
export function overlaps(mechanisms: WeightMechanisms, components: WeightComponents): Float64Array {
  const { rank = 1 } = components;
  const reads = products(mechanisms.read, components.read);
  const writes = products(mechanisms.write, components.write);
  const out = new Float64Array(reads.length / rank);
  reads.forEach((read, at) => {
    out[Math.floor(at / rank)]! += read * writes[at]!;
  });
  return out;
}
