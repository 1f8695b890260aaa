/** How far a request is. */
export interface LaneProgress {
  /** The part that is being done, e.g. `seed 3`; reported at once when it changes, so that a crash is laid at its door. */
  readonly part: string;
  /** Of the whole request, 0 … 1. */
  readonly fraction: number;
}

/** Whom to tell and whom to obey while a request runs. */
export interface LaneWatch {
  readonly signal: AbortSignal;
  progress(progress: LaneProgress): void;
}

/** Something that runs one request at a time; requests and answers are plain data. */
export interface Lane<Request, Answer> {
  /** @throws `aborted`, and whatever the work throws */
  run(request: Request, watch: LaneWatch): Promise<Answer>;
  /** Frees what the lane holds; nothing may be running. */
  close(): Promise<void>;
}
