/** A piece of a backend's memory that holds float32 numbers, and a little padding behind them. */
export interface Block {
  /** Byte address for kernels; 0 in a heap that has none. */
  readonly pointer: number;
  /** Numbers it can hold. */
  readonly capacity: number;
  /** The view that was last asked for: a block is mostly reused with one length. */
  view: Float32Array | undefined;
}
