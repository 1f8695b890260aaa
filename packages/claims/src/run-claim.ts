import type { Backend } from "@exampledon/compute";
import type { Progress } from "@exampledon/core";
import type { ClaimDefinition, Size } from "./contract.ts";
import type { Figure } from "./figure.ts";
import type { ClaimResult } from "./result.ts";

/** What to run, and on what. */
export interface RunClaimOptions {
  readonly size: Size;
  readonly backend: Backend;
  /** Parameters that differ from those of the size. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Default: the claim's seeds of that size. */
  readonly seeds?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Progress over all seeds of a run. */
export interface RunStep extends Progress {
  /** The seed being run. */
  readonly seed: number;
  readonly seedIndex: number;
  readonly seedCount: number;
  /** Of the seed being run. */
  readonly figure?: Figure;
  readonly values?: Readonly<Record<string, number>>;
  readonly log?: string;
}

/** What a run found; a `ClaimResult` once the caller adds where and how long it ran. */
export type ClaimReport = Omit<ClaimResult, "provenance">;

/** Signature of `runClaim`: runs every seed in turn and aggregates. Pull-based like `fit`. */
export type RunClaim = (claim: ClaimDefinition, options: RunClaimOptions) => AsyncGenerator<RunStep, ClaimReport, void>;
