import type { GpuTexture } from "./gpu-types.ts";
import type { Kernel } from "./kernel.ts";

/** Numbers where kernels read and write them; once written they never change, so several tensors may share them. */
export type Storage = Float32Array | GpuTexture;

/** One way of running kernels: on the calling thread, or by WebGL. */
export interface Device {
  /** Largest number of elements of one tensor. */
  readonly maxElements: number;
  upload(data: Float32Array): Storage;
  /** Runs a kernel, compiled on its first use, for `length` output elements. */
  run(kernel: Kernel, length: number, inputs: readonly (Storage | number)[]): Storage;
  /** A copy on the host. */
  read(storage: Storage): Float32Array;
  /** The numbers themselves where they lie on the host, so that they can be checked without waiting; else undefined. */
  peek(storage: Storage): Float32Array | undefined;
  /** Another reference to the same numbers, to be freed on its own. */
  share(storage: Storage): Storage;
  free(storage: Storage): void;
  /** Compiled kernels so far. */
  kernels(): number;
  /** Frees kernels and context. */
  close(): void;
}
