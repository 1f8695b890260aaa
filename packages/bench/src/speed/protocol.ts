import type { NetworkSize } from "./network-size.ts";

/** Float32 arrays in one file, little-endian, one after the other. */
export interface ArraysFile {
  readonly path: string;
  readonly arrays: readonly { readonly name: string; readonly shape: readonly number[]; readonly offset: number }[];
}

/** `[m × k] · [k × n]`. */
export interface MatmulTask {
  readonly kind: "matmul";
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** Training steps of a method from a state, on batches that are taken in turn. */
export interface StepTask {
  readonly kind: "step";
  readonly method: string;
  readonly batch: number;
  readonly dim: number;
  readonly latents: number;
  /** What is decomposed, where that is a network. */
  readonly network?: NetworkSize;
  /** All parameters of the method. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Steps already done; the next step takes batch `step mod batches`. */
  readonly step: number;
  /** `batches [batches × batch × dim]`, and of a network `network/…`: weights by site and `bias`. */
  readonly data: ArraysFile;
  /** Where losses are compared: what this project's trainer draws at random in its next steps, `0/…`, `1/…` and so on. */
  readonly draws?: ArraysFile;
  /** `weights/…`, `first/…` and `second/…`: weights and Adam's moments by name. */
  readonly state: ArraysFile;
  /** The same state as a checkpoint, for this project's own trainer. */
  readonly checkpoint: string;
  /** Which of several programs for the same step; empty for the only one. */
  readonly variant: string;
}

/** The encoder of a step alone, forward. */
export type EncodeTask = Omit<StepTask, "kind"> & { readonly kind: "encode" };

/** What a contestant can be asked to compute. */
export type SpeedTask = MatmulTask | StepTask | EncodeTask;

/** What the bench asks, one JSON text per line; `handle` names an open task. */
export type Ask =
  | { readonly do: "describe" }
  | { readonly do: "open"; readonly handle: string; readonly task: SpeedTask }
  | { readonly do: "run"; readonly handle: string; readonly times: number }
  | { readonly do: "save"; readonly handle: string; readonly times: number; readonly path: string }
  | { readonly do: "memory"; readonly handle: string; readonly times: number }
  | { readonly do: "profile"; readonly handle: string; readonly times: number }
  | { readonly do: "close"; readonly handle: string };

/** Who a contestant is. */
export interface Description {
  readonly name: string;
  /** By package or library. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Times of a run. */
export interface RunAnswer {
  /** Wall time of all repetitions. */
  readonly milliseconds: number;
  /** Loss of the last step before it was taken; left out where there is none. */
  readonly loss?: number;
}

/** What a long run leaves behind, per step. */
export interface MemoryAnswer {
  /** JavaScript heap and array buffers, after garbage collection. */
  readonly bytesPerStep: number;
  /** Live tensors of the backend. */
  readonly tensorsPerStep: number;
  readonly steps: number;
}

/** Where the time of a step goes. */
export interface ProfileAnswer {
  /** Wall time of a step. */
  readonly milliseconds: number;
  /** By op, and what happens between ops; the longest first. They add up to the wall time. */
  readonly parts: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** What a contestant answers: a value, that it does not do such a task, or what went wrong. */
export type Answer<T> = { readonly ok: T } | { readonly absent: string } | { readonly error: string };

/** What a program that is timed must do; `serveContestant` speaks for it. */
export interface Contestant {
  describe(): Promise<Description>;
  /** Prepares a task. A string says why it does not do it. */
  open(task: SpeedTask): Promise<OpenTask | string>;
}

/** A task that is ready to run. */
export interface OpenTask {
  /** Computes it `times` times, nothing else inside the clock. */
  run(times: number): Promise<RunAnswer>;
  /** Trains on and writes the checkpoint; only this project's own trainer. */
  save?(times: number, path: string): Promise<{ readonly step: number }>;
  /** Measures what a long run leaves behind; only this project's own trainer. */
  memory?(times: number): Promise<MemoryAnswer>;
  /** Measures where the time of a step goes; only this project's own trainer, on backends that do not queue. */
  profile?(times: number): Promise<ProfileAnswer>;
  close(): void;
}
