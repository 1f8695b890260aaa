import type { ClaimReport, RunStep, Size } from "@exampledon/claims";

/** What to run; the same request gives the same numbers. */
export interface RunRequest {
  /** Id of the claim. */
  readonly claim: string;
  readonly size: Size;
  /** Parameters that differ from those of the size. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  /** Id of the backend to compute on. Default the runner's own. */
  readonly backend?: string;
  /** Go on with what the fits of the last run of this request had reached, on whichever backend. Default false. */
  readonly resume?: boolean;
}

/** What one pull gave: progress, or the report at the end. */
export type RunnerStep =
  | { readonly done: false; readonly step: RunStep }
  | { readonly done: true; readonly report: ClaimReport };

/** What a runner says about itself once it has started. */
export interface RunnerInfo {
  /** Name of the backend it computes on. */
  readonly backend: string;
}

/**
 * Where a claim is run: a worker, this thread or a machine elsewhere. Pull-based: nothing is computed between calls of
 * `next`, so pausing is not calling it.
 */
export interface ClaimRunner {
  /** Begins a run; a run in progress is dropped. */
  start(request: RunRequest): Promise<RunnerInfo>;
  /**
   * Computes for about `budgetMilliseconds`, at least one step, and gives the last step reached; its log holds the lines
   * of the steps passed over. Rejects when the run fails.
   */
  next(budgetMilliseconds: number): Promise<RunnerStep>;
  /** Gives the run up. Afterwards `start` may be called again. */
  stop(): Promise<void>;
  /** Frees everything; the runner is not used again. */
  dispose(): void;
}
