import type { Matrix } from "@exampledon/core";

/** A dictionary in float64, made ready for pursuits. */
export interface Atoms {
  readonly count: number;
  readonly dim: number;
  /** `[count × dim]`, row-major, as given. */
  readonly rows: Float64Array;
  /** Euclidean lengths `[count]`; an atom of length 0 is never chosen. */
  readonly lengths: Float64Array;
}

/** The atoms of a dictionary `[atoms × dim]`, copied. */
export function atomsOf(dictionary: Matrix): Atoms {
  const { rows: count, cols: dim } = dictionary;
  const rows = Float64Array.from(dictionary.data);
  const lengths = new Float64Array(count);
  for (let i = 0; i < count; i++) lengths[i] = lengthOf(rows.subarray(i * dim, (i + 1) * dim));
  return { count, dim, rows, lengths };
}

/** Dot products of a vector `[dim]` with every atom, written to `out` `[count]`; O(count · dim). */
export function correlate({ count, dim, rows }: Atoms, vector: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < dim; j++, at++) sum += rows[at]! * vector[j]!;
    out[i] = sum;
  }
  return out;
}

/** Dot product of two atoms. */
export function atomProduct({ dim, rows }: Atoms, a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < dim; j++) sum += rows[a * dim + j]! * rows[b * dim + j]!;
  return sum;
}

/** Adds `amount` times atom `index` to a vector `[dim]`, in place. */
export function addAtom({ dim, rows }: Atoms, index: number, amount: number, vector: Float64Array): void {
  for (let j = 0, at = index * dim; j < dim; j++, at++) vector[j]! += amount * rows[at]!;
}

/** Euclidean length. */
export function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j]! * vector[j]!;
  return Math.sqrt(sum);
}
