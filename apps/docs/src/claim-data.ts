import type {
  AbsenceReading,
  BoardResult,
  GoalReading,
  MissedRow,
  ParameterBoardResult,
  ParameterBoardRow,
  ProfileReading,
  SpeedResult,
} from "@exampledon/bench";
import type { ClaimResult, Measured, Size, Source, Verdict } from "@exampledon/claims";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import type { ClaimText } from "@exampledon/viz";
import type { StepCell } from "./measure-step.ts";

/** What a page knows of one claim: `src/data/<id>.json`. */
export interface ClaimData {
  readonly claim: ClaimText;
  readonly results: readonly ClaimResult[];
}

/** What a page knows of one method: an entry of `src/data/methods.json`. */
export interface MethodText extends Omit<DecomposerDefinition, "fit"> {
  /** Whether the method has a page. */
  readonly page: boolean;
}

/** The largest recorded board, with those values that pages show: `src/data/board.json`, `null` where none is recorded. */
export type BoardData = Omit<BoardResult, "schema" | "provenance">;

/** One row of the table of claims: `src/data/summaries.json`. */
export interface ClaimSummary {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly side: Source["side"];
  /** Verdict of the largest recorded size; `null` where nothing is recorded. */
  readonly verdict: Verdict | null;
  readonly size: Size | null;
  readonly seeds: number;
  /** Whether the claim has a page. */
  readonly page: boolean;
}

/** Recorded values of one claim by size and name: `src/data/values.json`. */
export type RecordedValues = Partial<
  Readonly<Record<Size, Readonly<Record<string, Pick<Measured, "mean" | "low" | "high" | "n">>>>>
>;

/** A row of the board of parameter decompositions that misses a bar, see `explainMisses`. */
export interface ParameterBoardMiss extends Omit<MissedRow, "row"> {
  readonly network: string;
  /** Of the network. */
  readonly title: string;
  readonly method: string;
  readonly start: MissedRow["row"]["start"];
}

/** The largest recorded board of parameter decompositions, with what pages show: `src/data/parameter-board.json`, `null` where none is recorded. */
export interface ParameterBoardData extends Omit<ParameterBoardResult, "schema" | "provenance" | "rows"> {
  readonly rows: readonly (Omit<ParameterBoardRow, "values" | "samples" | "params"> & {
    readonly values: Readonly<Record<string, Pick<Measured, "mean" | "deviation">>>;
  })[];
  readonly misses: readonly ParameterBoardMiss[];
}

/** Times of training steps in Chromium and in Node, on one machine in one run. */
export interface BrowserSpeed {
  readonly schema: 1;
  readonly cpu: string;
  readonly cores: number;
  /** Load average before the run. */
  readonly load: number;
  readonly node: string;
  readonly chromium: string;
  readonly rounds: number;
  readonly rows: readonly (StepCell & {
    readonly backend: string;
    /** Median milliseconds. */
    readonly node: number;
    readonly chromium: number;
    /** Chromium's time over Node's. */
    readonly ratio: number;
  })[];
}

/** What pages show of the recorded speed bench, its goals, and what was recorded in a browser. */
export interface SpeedPageData extends Pick<SpeedResult, "machine" | "quick" | "matmul" | "ratios"> {
  readonly steps: readonly Omit<SpeedResult["steps"][number], "profile">[];
  readonly goals: readonly GoalReading[];
  readonly profiles: readonly ProfileReading[];
  readonly absences: readonly AbsenceReading[];
  readonly browser: BrowserSpeed | null;
}
