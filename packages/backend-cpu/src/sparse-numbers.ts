import type { Block, Heap } from "./heap.ts";

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
  /** The entries by column, once somebody needed them. */
  columns: PatternColumns | undefined;
  /** Matrices that use it. */
  users: number;
}

/** Column j's items are `[starts[j], starts[j + 1])`; item t is entry `order[t]`, in row `places[t]`. */
export interface PatternColumns {
  readonly starts: Block;
  readonly order: Block;
  readonly places: Block;
}

/** A matrix by its entries. */
export interface SparseNumbers {
  readonly pattern: Pattern;
  readonly values: Block;
}

/** Frees the values, and the pattern with its last user. */
export function releaseSparse(heap: Heap, { pattern, values }: SparseNumbers): void {
  heap.release(values);
  pattern.users--;
  if (pattern.users > 0) return;
  const { starts, ends, places, columns } = pattern;
  for (const block of [starts, ends, places]) heap.release(block);
  if (columns) for (const block of [columns.starts, columns.order, columns.places]) heap.release(block);
}
