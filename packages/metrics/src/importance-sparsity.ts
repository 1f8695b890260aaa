import { assertFinite, type Matrix } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";

/** What {@link importanceSparsity} counts. */
export interface ImportanceSparsityInput {
  /** Causal importances, `[samples × components]`. */
  readonly importances: Matrix;
  /** Not 0 where a true mechanism is at work, `[samples × mechanisms]`. */
  readonly fires: Matrix;
  /** Importance above which a component counts as used. Default 0.1. */
  readonly threshold?: number;
}

/** What {@link importanceSparsity} returns. */
export interface ImportanceSparsity {
  /** Mean number of components used per sample. */
  readonly l0: number;
  /** Mean number of mechanisms at work per sample: what `l0` should be. */
  readonly firing: number;
  /** `l0 / firing`; above 1 mechanisms are split, below 1 bundled. NaN when nothing fires. */
  readonly ratio: number;
  /** Components that are used in some sample. */
  readonly alive: number;
}

/**
 * How many components a decomposition uses per input, beside how many mechanisms are at work.
 * @throws `bad-shape`, `not-finite`
 */
export function importanceSparsity({
  importances,
  fires,
  threshold = 0.1,
}: ImportanceSparsityInput): ImportanceSparsity {
  const where = "importanceSparsity";
  checkNotEmpty(where, importances);
  checkNotEmpty(where, fires);
  checkShape(where, "fires", fires, importances.rows, fires.cols);
  assertFinite(where, importances);
  assertFinite(where, fires);
  // In float32, as importances are stored: 0.1 itself is not above 0.1.
  const limit = Math.fround(threshold);
  const alive = new Set<number>();
  let used = 0;
  importances.data.forEach((value, at) => {
    if (value <= limit) return;
    used++;
    alive.add(at % importances.cols);
  });
  const l0 = used / importances.rows;
  const firing = fires.data.filter((value) => value !== 0).length / fires.rows;
  return { l0, firing, ratio: firing === 0 ? Number.NaN : l0 / firing, alive: alive.size };
}
