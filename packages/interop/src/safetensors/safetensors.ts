import type { Dtype } from "./dtype.ts";

/** A tensor as it is stored. */
export interface StoredTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Little-endian, row-major; may be a view into the file. */
  readonly bytes: Uint8Array;
}

/** The content of a safetensors file. */
export interface Safetensors {
  /** By name, in the order of their data. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** Free text beside the tensors. Left out where the file has none. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}
