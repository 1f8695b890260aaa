import { fail, type Matrix } from "@exampledon/core";
import { type ImportanceTolerance, importanceBounds } from "./importance-bounds.ts";

/** When a column counts as dense. */
export interface DenseImportanceOptions extends ImportanceTolerance {
  /** Probes at which each of the dense components must be needed. Default 1. */
  readonly minEntries?: number;
}

/**
 * How far causal importances are from exactly `count` components being needed, whatever they are: of the `count` columns
 * with the largest sums, each entry of at least 1 − tolerance that is missing to `minEntries` counts 1; in the other
 * columns, each entry above the tolerance counts 1. 0 is right: what is expected of a matrix that is one mechanism of
 * rank `count`.
 * @throws `bad-shape`, `not-finite`; `bad-param` when count is not a whole number in [0, components]
 */
export function denseImportanceError(
  importances: Matrix,
  count: number,
  { tolerance = 0.1, minEntries = 1 }: DenseImportanceOptions = {},
): number {
  const where = "denseImportanceError";
  const { low, high } = importanceBounds(where, importances, tolerance);
  const { rows, cols, data } = importances;
  if (!Number.isInteger(count) || count < 0 || count > cols) {
    fail("bad-param", {
      where,
      problem: `count must be a whole number in [0, ${cols}]`,
      got: count,
      cure: "pass the rank of the mechanism, at most the number of components",
    });
  }
  const columns = Array.from({ length: cols }, (_, j) => {
    const column = Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!);
    return {
      sum: column.reduce((sum, value) => sum + value, 0),
      strong: column.filter((value) => value >= high).length,
      weak: column.filter((value) => value > low).length,
    };
  }).sort((a, b) => b.sum - a.sum);
  return columns.reduce(
    (errors, { strong, weak }, place) => errors + (place < count ? Math.max(0, minEntries - strong) : weak),
    0,
  );
}
