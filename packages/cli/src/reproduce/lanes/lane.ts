import type { ClaimOutcome } from "@exampledon/claims";
import type { ParamSpec, ParamsOf } from "@exampledon/core";

/** Seeds of a claim to run one after the other; plain data, so that it can go to another process. */
export interface SeedsRequest {
  /** Its id. */
  readonly claim: string;
  /** All parameters of the claim. */
  readonly params: ParamsOf<ParamSpec>;
  readonly seeds: readonly number[];
}

/** How far a request is. */
export interface SeedsProgress {
  /** The seed being run. */
  readonly seed: number;
  /** Of the whole request, 0 … 1. */
  readonly fraction: number;
}

/** What the seeds of a request found. */
export interface SeedsOutcome {
  /** In the order of the seeds. */
  readonly outcomes: readonly ClaimOutcome[];
  /** Wall time of the experiments. */
  readonly milliseconds: number;
  /** Name of the backend they ran on. */
  readonly backend: string;
}

/** Whom to tell and whom to obey while seeds run. */
export interface SeedsWatch {
  readonly signal: AbortSignal;
  progress(progress: SeedsProgress): void;
}

/** Something that runs one request at a time. */
export interface Lane {
  /** @throws `aborted`, and whatever the claim throws */
  run(request: SeedsRequest, watch: SeedsWatch): Promise<SeedsOutcome>;
  /** Frees what the lane holds; nothing may be running. */
  close(): Promise<void>;
}
