import type { Block } from "./block.ts";

/**
 * Where a mostly-zero `rows × cols` matrix has entries. Row i's are `[starts[i], ends[i])`, entry q in column `places[q]`;
 * an entry's value may still be 0. Shared by all matrices with the same entries: codes, and gradients of codes.
 */
export interface Pattern {
  readonly rows: number;
  readonly cols: number;
  /** Room for entries, gaps between rows included: the length of `places` and of every list of values. */
  readonly room: number;
  /** Number of entries. */
  readonly count: number;
  readonly starts: Block;
  readonly ends: Block;
  readonly places: Block;
  /** Matrices that use it. */
  users: number;
}

/** A matrix by its entries. */
export interface SparseNumbers {
  readonly pattern: Pattern;
  readonly values: Block;
}
