import type { Matrix } from "@exampledon/core";
import type { ClaimContext } from "../contract.ts";
import type { Circuits } from "./circuits.ts";
import type { Level } from "./levels.ts";
import type { Units } from "./units.ts";

/** What a row's method is given. */
export type Sees = "the truth" | "weights" | "activations" | "activations and circuits";

/** What a row is made from. */
export interface RowInput {
  readonly level: Level;
  readonly circuits: readonly Circuits[];
  /** The samples that it is scored on. */
  readonly inputs: Matrix;
  readonly context: ClaimContext;
}

/** How far the learning of a row is. */
export interface RowProgress {
  readonly step: number;
  readonly total: number;
}

/** One method of the table. */
export interface Row {
  /** Prefix of its values. */
  readonly key: string;
  readonly title: string;
  readonly sees: Sees;
  /** Learns, and returns what it found on the inputs. */
  find(input: RowInput): AsyncGenerator<RowProgress, Units, void>;
}

/** A row that is read off at once. */
export function row(key: string, title: string, sees: Sees, find: (input: RowInput) => Units): Row {
  return {
    key,
    title,
    sees,
    // biome-ignore lint/correctness/useYield: there is nothing to wait for
    async *find(input) {
      return find(input);
    },
  };
}
