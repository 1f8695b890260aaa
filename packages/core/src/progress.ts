import { fail } from "./errors.ts";

/** How far a long task has come. */
export interface Progress {
  /** Steps done, from 0 to `total`. */
  readonly step: number;
  /** Steps in all; honest from the first report on. */
  readonly total: number;
  /** What is being done now, for a progress bar. */
  readonly label?: string;
}

/** Throws the `aborted` error when the signal has fired. Call it once per step. */
export function throwIfAborted(signal: AbortSignal | undefined, where: string): void {
  if (signal?.aborted) {
    fail("aborted", {
      where,
      problem: "the run was cancelled",
      got: String(signal.reason),
      cure: "start it again, or resume from its checkpoint",
    });
  }
}
