import { assertFinite, fail, type Matrix } from "@exampledon/core";
import { munkres } from "munkres";
import { checkNotEmpty } from "./checks.ts";

/** When a causal importance counts as 0 or as 1. */
export interface ImportanceTolerance {
  /** At most this is 0, at least 1 minus this is 1. Default 0.1. */
  readonly tolerance?: number;
}

/**
 * How far causal importances are from one component per input: entries of `importances [probes × components]`, one probe
 * per mechanism, that are wrong after the components are ordered to make it as much of an identity as they can. An entry
 * off the diagonal above the tolerance counts 1, one on it below 1 − tolerance counts 1, and so does a probe that is left
 * without a component. 0 is right.
 *
 * As in the code of SPD (Bushnaq et al. 2025, arXiv:2506.20790), by the Hungarian algorithm on the sum of importances. There,
 * fewer components than probes are refused; 1 − tolerance is compared in float32, as here.
 * @throws `bad-shape`, `not-finite`; `bad-param` when the tolerance is outside [0, ½)
 */
export function identityImportanceError(importances: Matrix, { tolerance = 0.1 }: ImportanceTolerance = {}): number {
  const { low, high } = bounds("identityImportanceError", importances, tolerance);
  const { rows, cols, data } = importances;
  const costs = Array.from({ length: rows }, (_, i) =>
    Array.from(data.subarray(i * cols, (i + 1) * cols), (value) => -value),
  );
  let errors = data.filter((value) => value > low).length;
  const pairs = munkres(costs);
  for (const [i, j] of pairs) {
    const value = data[i * cols + j]!;
    if (value > low) errors--;
    if (value < high) errors++;
  }
  return errors + rows - pairs.length;
}

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
  const { low, high } = bounds(where, importances, tolerance);
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

/** The tolerance's two ends as float32, in which importances are stored: 0.9 must not fail 1 − 0.1. */
function bounds(
  where: string,
  importances: Matrix,
  tolerance: number,
): { readonly low: number; readonly high: number } {
  checkNotEmpty(where, importances);
  assertFinite(where, importances);
  if (!(tolerance >= 0 && tolerance < 0.5)) {
    fail("bad-param", { where, problem: "tolerance must be in [0, ½)", got: tolerance, cure: "use e.g. 0.1" });
  }
  return { low: Math.fround(tolerance), high: Math.fround(1 - tolerance) };
}
