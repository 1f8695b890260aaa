import type { SeedsOutcome, SeedsProgress, SeedsRequest } from "./lane.ts";
import type { PackedError } from "./packed-error.ts";

/** What a child process is told. An abort is for the request before it. */
export type ToChild =
  | { readonly kind: "run"; readonly request: SeedsRequest }
  | { readonly kind: "abort"; readonly reason: string };

/** What a child process answers: any number of reports, then how it ended. */
export type FromChild =
  | { readonly kind: "progress"; readonly progress: SeedsProgress }
  | { readonly kind: "done"; readonly outcome: SeedsOutcome }
  | { readonly kind: "failed"; readonly error: PackedError };
