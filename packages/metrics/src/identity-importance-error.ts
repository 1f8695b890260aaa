import type { Matrix } from "@exampledon/core";
import { munkres } from "munkres";
import { type ImportanceTolerance, importanceBounds } from "./importance-bounds.ts";

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
  const { low, high } = importanceBounds("identityImportanceError", importances, tolerance);
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
