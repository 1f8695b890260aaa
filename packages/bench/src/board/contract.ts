import type { Measured } from "@exampledon/claims";
import type { ParamSpec, ParamsOf } from "@exampledon/core";
import type { WorldDefinition } from "@exampledon/geometry";

/** How large a board is: `ci` takes minutes on two cores, `full` has the thread's own sizes and takes hours. */
export type BoardSize = "ci" | "full";

/** A planted world as boards use it. */
export interface BoardWorld {
  /** Kebab-case, unique among the board's worlds. */
  readonly id: string;
  readonly title: string;
  readonly definition: WorldDefinition;
  /** What the world is at each size, and how wide the dictionaries are that look for its features. */
  readonly sizes: Readonly<Record<BoardSize, BoardWorldSize>>;
}

/** A board's world at one size. */
export interface BoardWorldSize {
  readonly params: Readonly<Record<string, unknown>>;
  /** Components of every dictionary whose width can be chosen. */
  readonly width: number;
}

/** Where a method is on its sweep from sparse to dense codes. */
export interface SweepPoint {
  readonly param: string;
  readonly value: number;
}

/** One fit of the board, as plain data that can go to another process. */
export interface BoardCell {
  readonly method: string;
  /** All parameters of the method. */
  readonly params: ParamsOf<ParamSpec>;
  /** Left out for a method without a parameter that sets how sparse its codes are. */
  readonly sweep?: SweepPoint;
  /** Id of the {@link BoardWorld}. */
  readonly world: string;
  readonly size: BoardSize;
  readonly seed: number;
}

/** How well one group of planted features was found. */
export interface GroupScores {
  /** MMCS: mean over features of the largest |cosine| with any component. */
  readonly mmcs: number;
  /** The same for as many random directions. */
  readonly chance: number;
  /** MCC: mean |cosine| under the best one-to-one matching. */
  readonly mcc: number;
  /** R² (slope 1, no offset fitted) of the component nearest in direction to the coefficient that circuits act on. */
  readonly rawRSquared: number;
  /** Affine R² of the single component that correlates most with it. */
  readonly bestRSquared: number;
  /** Components that carry 95 % of what a circuit reads that listens to the feature's direction. */
  readonly edges: number;
}

/** What is measured of one fit; NaN where it is undefined. */
export interface CellScores {
  readonly components: number;
  /** Fraction of variance unexplained. */
  readonly fvu: number;
  /** Mean number of active components per sample. */
  readonly l0: number;
  /** Share of the components that are never active on the evaluation samples. */
  readonly dead: number;
  /** Bits per sample: an entropy code of the rounded activities, and a Gaussian code of what they leave. */
  readonly bits: number;
  readonly groups: Readonly<Record<string, GroupScores>>;
}

/** A method's refusal of a world, e.g. of negative data. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What came of one cell: its scores by name (see {@link BoardRow}), or the method's refusal. */
export type CellOutcome = { readonly values: Readonly<Record<string, number>> } | { readonly refused: Refusal };

/** A cell that has been run. */
export interface FinishedCell {
  readonly cell: BoardCell;
  readonly outcome: CellOutcome;
  readonly milliseconds: number;
  readonly backend: string;
}

/** Means over seeds of one method at one sparsity on one world; a value that is undefined with every seed is left out. */
export interface BoardRow {
  readonly world: string;
  readonly method: string;
  readonly sweep?: SweepPoint;
  /** `fvu`, `l0`, `dead`, `bits`, and `<group>.mmcs` and so on. */
  readonly values: Readonly<Record<string, Pick<Measured, "mean" | "low" | "high" | "n">>>;
  /** Whether no other learned row of its world has both fewer active components and less unexplained variance. */
  readonly front: boolean;
}

/** A method that a board does not show on a world, or at all, and why. */
export interface BoardAbsence {
  readonly method: string;
  /** Left out when it is missing from every world. */
  readonly world?: string;
  readonly reason: string;
}

/** A recorded board: what pages and tables quote. */
export interface BoardResult {
  readonly schema: 1;
  readonly size: BoardSize;
  readonly seeds: readonly number[];
  /** Parameters and widths of the worlds at this size. */
  readonly worlds: Readonly<Record<string, { readonly title: string } & BoardWorldSize>>;
  readonly rows: readonly BoardRow[];
  readonly absent: readonly BoardAbsence[];
  readonly provenance: BoardProvenance;
}

/** How a board came about. */
export interface BoardProvenance {
  readonly backend: string;
  readonly version: string;
  readonly node: string;
  readonly cpu: string;
  /** Wall times of the fits added up, also where several ran at once. */
  readonly milliseconds: number;
  /** Hash of the reachable source of each family's cells; see `inputs.gen.json`. */
  readonly inputsHashes: Readonly<Record<string, string>>;
}
