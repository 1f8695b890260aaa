import type { SiteReading } from "@exampledon/claims";

/** Ways to start that see inputs, weights and how outputs depend on them, and nothing of what is planted. */
export type ScaleStart = "overlap" | "data" | "mapped" | "attributed";

/** A readout network whose circuits are to be found, and how it is decomposed. */
export interface ScaleSetting {
  /** `<animals>+<attributes>`, and what is different where a size comes twice. */
  readonly id: string;
  /** What `readoutNetwork` is told. */
  readonly network: {
    readonly animals: number;
    readonly attributes: number;
    readonly minDistance: number;
    readonly jitter: number;
    readonly theta: number;
    readonly strengthLow: number;
    readonly strengthHigh: number;
  };
  /** Components of each weight matrix. */
  readonly components: { readonly animals: number; readonly attributes: number };
  /** How much more importances cost at the attributes, of which more are on. */
  readonly pressure: number;
  /** Reports between two times that components which never matter are left out; 0 for never. */
  readonly prune: number;
  /** How read and write vectors start, an initialisation of SPD for each weight matrix. */
  readonly start: { readonly animals: ScaleStart; readonly attributes: ScaleStart };
  /** What SPD is told besides. */
  readonly params: {
    readonly steps: number;
    readonly batch: number;
    readonly learningRate: number;
    readonly importance: number;
    readonly faithfulness: number;
  };
}

/** How far a run was after some steps. */
export interface ScalePoint {
  readonly step: number;
  /** Samples with a given animal so far, on average. */
  readonly exposures: number;
  /** Seconds of computing so far, added up over cores. */
  readonly seconds: number;
  /** Circuits with a component of their own. */
  readonly animals: number;
  readonly attributes: number;
  /** Components of each weight matrix that are trained on. */
  readonly components: { readonly animals: number; readonly attributes: number };
}

/** One decomposition, finished or not. */
export interface ScaleRun {
  readonly setting: ScaleSetting;
  readonly seed: number;
  readonly points: readonly ScalePoint[];
  /** Scores at the end; left out while a run is not finished. */
  readonly end?: {
    readonly animals: SiteReading;
    readonly attributes: SiteReading;
    /** Relative error under the worst masks. */
    readonly adversarialError: number;
  };
  readonly backend: string;
}

/** A run as it is kept on disk. */
export interface ScaleState {
  readonly run: ScaleRun;
  /** Checkpoint of the fit as text, to go on from; left out once it is finished. */
  readonly checkpoint?: string;
}

/** Recorded runs: what pages quote. */
export interface ScaleResult {
  readonly schema: 1;
  readonly runs: readonly ScaleRun[];
  readonly provenance: {
    readonly version: string;
    readonly node: string;
    readonly cpu: string;
  };
}
