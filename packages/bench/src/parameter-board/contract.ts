import type { Measured } from "@exampledon/claims";
import type { ParamSpec, ParamsOf } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { NetworkDefinition } from "@exampledon/networks";
import type { BoardSize } from "../board/contract.ts";

/** A network with known mechanisms as the board uses it. */
export interface BoardNetwork {
  /** Kebab-case, unique among the board's networks. */
  readonly id: string;
  readonly title: string;
  readonly definition: NetworkDefinition;
  /** Parameters that differ from the definition's defaults. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** A bound on one value of a row, and where it comes from. */
export interface Bar {
  /** Name of the value, see {@link ParameterScores}. */
  readonly value: keyof ParameterScores;
  readonly min?: number;
  readonly max?: number;
}

/** How components start: told nothing, from inputs alone, from the planted mechanisms; or no training at all. */
export type Start = "random" | "data" | "truth" | "none";

/** One row of the board before it is run. */
export interface ParameterRowPlan {
  /** Id of the {@link BoardNetwork}. */
  readonly network: string;
  /** Id of the method. */
  readonly method: string;
  readonly start: Start;
  /** Parameters that differ from the method's defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether inputs without any feature are left out of training. Scores are measured on all inputs. */
  readonly inputs: "all" | "non-zero";
  /** What a seed must reach; none for baselines. */
  readonly bars: readonly Bar[];
  /** How this differs from what was published. */
  readonly note?: string;
}

/** One fit of the board, as plain data that can go to another process. */
export interface ParameterCell {
  readonly network: string;
  /** All parameters of the network. */
  readonly networkParams: ParamsOf<ParamSpec>;
  readonly method: string;
  readonly start: Start;
  /** All parameters of the method. */
  readonly params: ParamsOf<ParamSpec>;
  readonly inputs: ParameterRowPlan["inputs"];
  readonly size: BoardSize;
  readonly seed: number;
}

/** What is measured of one fit; undefined where the method has no such thing. */
export interface ParameterScores {
  /** Different components among the best ones of the features, of those with a cosine above 0.95. */
  readonly distinct: number;
  /** MMCS and ML2R of what features write at the first site. */
  readonly mmcs: number;
  readonly ml2r: number;
  /** Entries of the importances at probes of single features that are wrong, over all sites where features are apart. */
  readonly identityError?: number | undefined;
  /** The same for exactly as many components as mechanisms being needed, whatever they are, over all sites. */
  readonly denseError?: number | undefined;
  /** Components with an importance above 0.1 per input, over all sites; and ranks of the mechanisms that act. */
  readonly l0: number;
  readonly trueL0: number;
  /** Components at the first site that are ever used. */
  readonly alive: number;
  /** `Σ ‖W − Σ_c P_c‖² / Σ ‖W‖²`. */
  readonly faithfulness: number;
  /** Squared error relative to the outputs' size under masks that 20 steps of an adversary found. */
  readonly adversarial: number;
  /** Mean total loss over the last tenth of training. */
  readonly loss?: number | undefined;
}

/** A cell that has been run. */
export interface FinishedParameterCell {
  readonly cell: ParameterCell;
  /** Scores by name; those that are undefined are left out. */
  readonly values: Readonly<Record<string, number>>;
  readonly milliseconds: number;
  readonly backend: string;
}

/** A bar with the number of seeds that meet it. */
export interface JudgedBar extends Bar {
  readonly met: number;
}

/** One row: means over seeds, and what each seed gave. */
export interface ParameterBoardRow extends Omit<ParameterRowPlan, "bars"> {
  readonly bars: readonly JudgedBar[];
  /** Seeds that meet every bar; 0 where there are none. */
  readonly meets: number;
  readonly values: Readonly<Record<string, Measured>>;
  /** The same values seed by seed, in the order of the board's seeds. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
  /** Mean time of a fit with its network and scores. */
  readonly seconds: number;
}

/** A recorded board of parameter decompositions. */
export interface ParameterBoardResult {
  readonly schema: 1;
  readonly size: BoardSize;
  readonly seeds: readonly number[];
  readonly networks: Readonly<
    Record<string, { readonly title: string; readonly params: Readonly<Record<string, unknown>> }>
  >;
  readonly rows: readonly ParameterBoardRow[];
  readonly provenance: {
    readonly backend: string;
    readonly version: string;
    readonly node: string;
    readonly cpu: string;
    /** Wall times of the fits added up, also where several ran at once. */
    readonly milliseconds: number;
    /** Hash of the reachable source of the cells. */
    readonly inputsHash: string;
  };
}

/** What a cell runs on. */
export interface ParameterCellSubject {
  readonly method: ParameterDecomposerDefinition;
  readonly network: BoardNetwork;
}
