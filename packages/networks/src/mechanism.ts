import type { Matrix } from "@exampledon/core";

/**
 * What a mechanism does at one site, as a matrix of low rank: `Σ_k read_k ⊗ write_k`, to be compared with a component's
 * share of that site's weights.
 */
export interface MechanismPart {
  readonly site: string;
  /** What it listens to: unit rows `[rank × in]`, so that `read · a` is the circuit's variable. */
  readonly read: Matrix;
  /** What it adds per unit of the reading, `[rank × out]`. */
  readonly write: Matrix;
}

/**
 * One thing that a network does, as its weights hold it: the ground truth that parameter components are scored against.
 * A part of rank one is determined as it stands; of a part of higher rank only the whole matrix is, not its rows.
 */
export interface Mechanism {
  /** Unique in its network, e.g. `animal 17`. */
  readonly name: string;
  /** Mechanisms of one kind, e.g. `animals`. */
  readonly group: string;
  /** One part for each site that it uses, in the order of the computation. */
  readonly parts: readonly MechanismPart[];
  /** The reading at its first part above which it acts; left out where no threshold decides. */
  readonly threshold?: number;
  /** An input at which no other mechanism of its group is at work, `[inputs]`; left out where there is none. */
  readonly probe?: Float32Array;
}
