import type { Block } from "./block.ts";
import type { SparseNumbers } from "./sparse-numbers.ts";

/** Where a store's numbers live. Freed blocks are handed out again, so that a training loop stops allocating. */
export interface Heap {
  /** A block for `length` numbers, contents undefined. @throws `environment` when there is no memory left */
  allocate(length: number): Block;
  release(block: Block): void;
  /** The first `length` numbers of a block; may be outdated by the next `allocate`. */
  view(block: Block, length: number): Float32Array;
  /** Writes out, with its zeros, what is held by its entries. */
  expand(numbers: SparseNumbers): Block;
}

/** Bytes of freed buffers that are held back for reuse at most. */
const POOL_BYTES = 2 ** 28;

/** A heap of plain JavaScript buffers, recycled by length. */
export function createArrayHeap(): Heap {
  const pool = new Map<number, Block[]>();
  let pooledBytes = 0;
  return {
    allocate: (length) => {
      const recycled = pool.get(length)?.pop();
      if (!recycled) return { pointer: 0, capacity: length, view: new Float32Array(length) };
      pooledBytes -= 4 * length;
      return recycled;
    },
    release: (block) => {
      const bytes = 4 * block.capacity;
      if (pooledBytes + bytes > POOL_BYTES) {
        // Starting over beats keeping: what fills the pool may be lengths that are no longer asked for.
        pool.clear();
        pooledBytes = 0;
      }
      pooledBytes += bytes;
      const list = pool.get(block.capacity);
      if (list) list.push(block);
      else pool.set(block.capacity, [block]);
    },
    view: ({ view }) => view!,
    expand: () => {
      throw new Error("nothing is held by its entries here");
    },
  };
}
