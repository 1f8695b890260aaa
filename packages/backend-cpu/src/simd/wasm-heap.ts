import { fail } from "@exampledon/core";
import type { Block } from "../block.ts";
import type { Heap } from "../heap.ts";

/** Bytes of a WebAssembly page. */
const PAGE = 65_536;
/** Bytes behind the last number that kernels may read, and overwrite: up to eight vectors too far. */
const PADDING = 128;
/** Sizes above this many bytes come in eight steps per power of two. */
const FINE = 1024;

/** Memory that kernels work in. */
export interface WasmHeap extends Heap {
  readonly memory: WebAssembly.Memory;
  /** Bytes handed out so far, freed ones included: what a loop must not add to. */
  used(): number;
}

/** A heap inside a WebAssembly memory from byte `base` on, recycled by size class; the memory grows as needed. */
export function createWasmHeap(memory: WebAssembly.Memory, base: number, expand: WasmHeap["expand"]): WasmHeap {
  const free = new Map<number, Block[]>();
  let next = base;

  const take = (bytes: number): number => {
    const pointer = next;
    const missing = pointer + bytes - memory.buffer.byteLength;
    if (missing > 0) grow(memory, missing, bytes);
    next = pointer + bytes;
    return pointer;
  };
  return {
    memory,
    expand,
    used: () => next,
    allocate: (length) => {
      const bytes = sizeClass(4 * length + PADDING);
      return free.get(bytes)?.pop() ?? { pointer: take(bytes), capacity: (bytes - PADDING) / 4, view: undefined };
    },
    release: (block) => {
      const bytes = 4 * block.capacity + PADDING;
      const list = free.get(bytes);
      if (list) list.push(block);
      else free.set(bytes, [block]);
    },
    view: (block, length) => {
      const held = block.view;
      // Growing a memory detaches the buffer that views were made of.
      if (held?.length === length && held.buffer === memory.buffer) return held;
      const view = new Float32Array(memory.buffer, block.pointer, length);
      block.view = view;
      return view;
    },
  };
}

/** Bytes that a block of at least `bytes` takes: few different sizes, at most an eighth too large. */
function sizeClass(bytes: number): number {
  if (bytes <= FINE) return Math.ceil(bytes / 64) * 64;
  const step = 2 ** (Math.floor(Math.log2(bytes - 1)) - 3);
  return Math.ceil(bytes / step) * step;
}

/** Grows by at least half, so that a growing program does it seldom, or by what is needed where that is too much. */
function grow(memory: WebAssembly.Memory, missing: number, bytes: number): void {
  const held = memory.buffer.byteLength;
  for (const more of [Math.max(missing, held / 2), missing]) {
    try {
      memory.grow(Math.ceil(more / PAGE));
      return;
    } catch {
      // Over the limit: of the memory, or of the machine.
    }
  }
  fail("environment", {
    where: "backend-cpu",
    problem: "tensors must fit into the WebAssembly memory",
    got: `${held} bytes in use and ${bytes} more asked for`,
    cure: "dispose of tensors, work in smaller batches, or use a scope per step",
  });
}
