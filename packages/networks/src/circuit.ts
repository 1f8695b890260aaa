/** What a circuit makes of its reading. */
export type Nonlinearity = "relu" | "none" | "logistic";

/**
 * One circuit of a network: it reads one direction off the activation a and gives `h(gain · (read · a − threshold))`.
 * `read` is the ground truth of what it reads.
 */
export interface Circuit {
  readonly name: string;
  /** `[dim]`. */
  readonly read: Float32Array;
  /** In units of the reading. */
  readonly threshold: number;
  readonly gain: number;
  readonly nonlinearity: Nonlinearity;
}
