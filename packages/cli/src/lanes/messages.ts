import type { LaneProgress } from "./lane.ts";
import type { PackedError } from "./packed-error.ts";

/** What a child process is told. An abort is for the request before it. */
export type ToChild =
  | { readonly kind: "run"; readonly request: unknown }
  | { readonly kind: "abort"; readonly reason: string };

/** What a child process answers: any number of reports, then how it ended. */
export type FromChild =
  | { readonly kind: "progress"; readonly progress: LaneProgress }
  | { readonly kind: "done"; readonly answer: unknown }
  | { readonly kind: "failed"; readonly error: PackedError };
