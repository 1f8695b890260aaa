/** All that Adam remembers between steps, on the host: a checkpoint. */
export interface AdamMoments {
  /** Number of steps taken. */
  readonly steps: number;
  /** Moving average of the gradient of each parameter, row-major. */
  readonly first: Readonly<Record<string, Float32Array>>;
  /** Moving average of its square. */
  readonly second: Readonly<Record<string, Float32Array>>;
}
