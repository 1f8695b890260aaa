import type { Shape, Tensor } from "@exampledon/compute";
import type { Block, Heap } from "./heap.ts";

/** A tensor with the place of its numbers. */
export class CpuTensor implements Tensor {
  readonly shape: Shape;
  readonly backend: string;
  /** The heap that holds it: also tells apart two backends of one name. */
  readonly owner: Heap;
  /** Number of elements. */
  readonly size: number;
  /** Where its numbers are; undefined once it is freed. */
  block: Block | undefined;
  /** Whether scopes spare it. */
  kept = false;

  constructor(shape: Shape, backend: string, owner: Heap, size: number, block: Block) {
    this.shape = shape;
    this.backend = backend;
    this.owner = owner;
    this.size = size;
    this.block = block;
  }

  /** Its numbers; outdated when a tensor is made after asking. */
  get data(): Float32Array {
    return this.owner.view(this.block!, this.size);
  }
}

/** Byte address of a tensor's numbers. */
export function pointerOf(tensor: CpuTensor): number {
  return tensor.block!.pointer;
}
