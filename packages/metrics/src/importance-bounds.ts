import { assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";

/** When a causal importance counts as 0 or as 1. */
export interface ImportanceTolerance {
  /** At most this is 0, at least 1 minus this is 1. Default 0.1. */
  readonly tolerance?: number;
}

/** The tolerance's two ends as float32, in which importances are stored: 0.9 must not fail 1 − 0.1. */
export function importanceBounds(
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
