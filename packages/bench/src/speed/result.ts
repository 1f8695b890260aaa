/** Times of one contestant for one computation, in milliseconds over rounds. */
export interface Timing {
  readonly contestant: string;
  /** Which of the contestant's programs; empty for the only one. */
  readonly variant: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** Rounds. */
  readonly n: number;
  /** Computations per round, over which its time is divided. */
  readonly repetitions: number;
}

/** Something that was not measured, and why. */
export interface Missing {
  readonly contestant: string;
  /** Left out for a contestant that is not there at all. */
  readonly cell?: string;
  readonly reason: string;
}

/** A product of two matrices. */
export interface MatmulCell {
  readonly id: string;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly timings: readonly Timing[];
}

/** A training step at one state of training. */
export interface StepCell {
  readonly id: string;
  readonly method: string;
  readonly batch: number;
  readonly dim: number;
  readonly latents: number;
  /** Steps trained before. */
  readonly trained: number;
  /** Share of codes that are not 0 before anything is selected, or of a network's circuits that fire. */
  readonly density: number;
  readonly timings: readonly Timing[];
  /** Where the time of the fastest of this project's own contestants goes. */
  readonly profile?: StepProfile;
}

/** Where the time of a contestant's step goes. */
export interface StepProfile {
  readonly contestant: string;
  /** Wall time of a step. */
  readonly milliseconds: number;
  /** By op, and what happens between ops; the longest first, small ones left out. */
  readonly parts: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** Whether a contestant computes what the reference computes. */
export interface LossCheck {
  readonly cell: string;
  readonly contestant: string;
  readonly variant: string;
  readonly reference: string;
  /** Largest difference of the losses of the first steps, relative to the reference's. */
  readonly difference: number;
  readonly tolerance: number;
  readonly passed: boolean;
}

/** How many times as fast as PyTorch a contestant is. */
export interface Ratio {
  readonly cell: string;
  readonly contestant: string;
  /** Which of PyTorch's programs. */
  readonly variant: string;
  /** One thread against PyTorch on one; two against the best of PyTorch's settings. */
  readonly threads: number;
  readonly ratio: number;
  /** The PyTorch setting that it is compared with. */
  readonly against: string;
}

/** What a long run leaves behind. */
export interface MemoryRow {
  readonly contestant: string;
  readonly method: string;
  readonly steps: number;
  readonly bytesPerStep: number;
  readonly tensorsPerStep: number;
}

/** A TopK step beside its encoder alone. */
export interface TopKRow {
  readonly contestant: string;
  readonly latents: number;
  readonly k: number;
  readonly batch: number;
  readonly dim: number;
  readonly encoder: Timing;
  readonly step: Timing;
  /** Median step less median encoder, in milliseconds. */
  readonly beyond: number;
}

/** The machine that was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  /** Load average of the last minute when the bench began and when it ended; above the number of cores, times are worthless. */
  readonly load: readonly [number, number];
}

/** A recorded speed bench. */
export interface SpeedResult {
  readonly schema: 1;
  readonly quick: boolean;
  readonly machine: Machine;
  /** By contestant. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly checks: readonly LossCheck[];
  readonly matmul: readonly MatmulCell[];
  readonly steps: readonly StepCell[];
  readonly ratios: readonly Ratio[];
  readonly memory: readonly MemoryRow[];
  readonly topK: readonly TopKRow[];
  readonly missing: readonly Missing[];
}
