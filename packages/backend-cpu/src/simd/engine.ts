import type { Block } from "../block.ts";
import type { SparseNumbers } from "../sparse-numbers.ts";
import { instantiateKernels, loadKernels, type WasmKernels } from "./load-kernels.ts";
import { createWasmHeap, type WasmHeap } from "./wasm-heap.ts";

/** Kernels that can be cut into ranges `[begin, end)`, each given its own work memory. */
export const RANGE_KERNELS = [
  "adam",
  "addEntries",
  "affineGate",
  "affineGateBack",
  "binary",
  "compressRows",
  "copyRows",
  "expandRows",
  "gateEntries",
  "gatedMask",
  "gatedMaskBack",
  "gemm",
  "maxColumns",
  "maxRows",
  "pickEntries",
  "selectRows",
  "smoothL0Totals",
  "smoothL0TotalsBack",
  "sortRows",
  "sparseDots",
  "sparseProduct",
  "sparseTransposedProduct",
  "spreadRow",
  "sumColumns",
  "sumEntries",
  "sumPartly",
  "sumRows",
  "unary",
  "where",
] as const;
export type RangeKernel = (typeof RANGE_KERNELS)[number];

/** Kernels that are called as they are. */
export interface WholeKernels {
  allFinite(x: number, count: number): number;
  selectRows(begin: number, end: number, work: number, ...args: number[]): void;
  sortRows(begin: number, end: number, work: number, ...args: number[]): void;
  countEntries(rows: number, starts: number, ends: number): number;
  sumParts(parts: number, count: number, out: number): void;
}

/** Runs kernels on a memory. */
export interface Engine {
  readonly heap: WasmHeap;
  readonly kernels: WholeKernels;
  /**
   * Runs a kernel on `[0, count)`, perhaps on several threads: results may not depend on how the range is cut. Cuts are
   * multiples of `grain`, a range that is worth a thread's while.
   */
  run(kernel: RangeKernel, count: number, grain: number, ...args: number[]): void;
}

/** Where the kernels' constants end and work memory begins, in bytes. */
export const WORK: number = 2 ** 16;
/** Numbers to write that are worth a thread's while. */
const EXPAND_GRAIN = 32_768;
/** Work memory of one thread, in bytes. */
export const WORK_BYTES: number = 2 ** 20;

/** What a module of kernels exports. */
export type KernelExports = Record<RangeKernel, (begin: number, end: number, work: number, ...args: number[]) => void> &
  WholeKernels;

/** An engine on the calling thread. @throws `missing-capability` */
export function createEngine(kernels: WasmKernels, backend: string): Engine {
  const modules = loadKernels(kernels, backend);
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 65_536 });
  const exports = instantiateKernels<KernelExports>(modules, memory);
  return engineOf(memory, exports, 1, (kernel, count, _grain, ...args) => exports[kernel](0, count, WORK, ...args));
}

/** An engine whose kernels are run by `run`; tensors come after the work memory of `threads`. */
export function engineOf(
  memory: WebAssembly.Memory,
  kernels: WholeKernels,
  threads: number,
  run: Engine["run"],
): Engine {
  const expand = (numbers: SparseNumbers): Block => expandEntries(engine, numbers);
  const engine: Engine = { heap: createWasmHeap(memory, WORK + threads * WORK_BYTES, expand), kernels, run };
  return engine;
}

function expandEntries({ heap, run }: Engine, { pattern, values }: SparseNumbers): Block {
  const { rows, cols, starts, ends, places } = pattern;
  const out = heap.allocate(rows * cols);
  const lists = [starts, ends, places, values, out].map(({ pointer }) => pointer);
  run("expandRows", rows, Math.ceil(EXPAND_GRAIN / cols), cols, ...lists);
  return out;
}
