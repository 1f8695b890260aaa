import type { Heap } from "./heap.ts";
import type { SparseNumbers } from "./sparse-numbers.ts";

/** Frees the values, and the pattern with its last user. */
export function releaseSparse(heap: Heap, { pattern, values }: SparseNumbers): void {
  heap.release(values);
  pattern.users--;
  if (pattern.users > 0) return;
  const { starts, ends, places } = pattern;
  for (const block of [starts, ends, places]) heap.release(block);
}
