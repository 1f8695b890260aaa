import type { Shape, Tensor } from "@exampledon/compute";
import type { Block } from "./block.ts";
import type { Heap } from "./heap.ts";
import { releaseSparse } from "./release-sparse.ts";
import type { SparseNumbers } from "./sparse-numbers.ts";

/** A tensor with the place of its numbers. */
export class CpuTensor implements Tensor {
  readonly shape: Shape;
  readonly backend: string;
  /** The heap that holds it: also tells apart two backends of one name. */
  readonly owner: Heap;
  /** Number of elements. */
  readonly size: number;
  /** Its numbers, all of them; undefined while it is only held by its entries. */
  dense: Block | undefined;
  /** Its entries, where a kernel made it of them or looked for them. */
  sparse: SparseNumbers | undefined;
  /** Whether somebody looked for entries and found too many. */
  crowded = false;
  /** Whether it has been freed. */
  freed = false;
  /** Whether scopes spare it. */
  kept = false;

  constructor(shape: Shape, backend: string, owner: Heap, size: number) {
    this.shape = shape;
    this.backend = backend;
    this.owner = owner;
    this.size = size;
  }

  /** Where its numbers are, written out when they have not been. */
  get block(): Block {
    this.dense ??= this.owner.expand(this.sparse!);
    return this.dense;
  }

  /** Its numbers; outdated when a tensor is made after asking. */
  get data(): Float32Array {
    return this.owner.view(this.block, this.size);
  }

  /** Byte address of its numbers. */
  get pointer(): number {
    return this.block.pointer;
  }

  /** To be called before its numbers are changed: what is known of its entries no longer holds. */
  prepareChange(): void {
    if (this.sparse) {
      this.dense = this.block;
      releaseSparse(this.owner, this.sparse);
      this.sparse = undefined;
    }
    this.crowded = false;
  }

  /** Gives its memory back. */
  release(): void {
    if (this.dense) this.owner.release(this.dense);
    if (this.sparse) releaseSparse(this.owner, this.sparse);
    this.dense = undefined;
    this.sparse = undefined;
    this.freed = true;
  }
}

/**
 * The numbers of several tensors; outdated when a tensor is made after asking. All are written out before the first is
 * looked at: writing out may grow the memory, which moves everything in it.
 */
export function numbersOf<const T extends readonly CpuTensor[]>(...tensors: T): { [K in keyof T]: Float32Array } {
  for (const tensor of tensors) void tensor.block;
  return tensors.map((tensor) => tensor.data) as { [K in keyof T]: Float32Array };
}
