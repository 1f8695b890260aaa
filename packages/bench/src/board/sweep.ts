import type { ParamSpec } from "@exampledon/core";
import type { SweepPoint } from "./contract.ts";

/** Units of parameters that count components. */
const COUNTS: ReadonlySet<string | undefined> = new Set(["latents", "atoms", "components"]);

/**
 * The points of a method's sweep from sparse to dense codes: the values that the parameter which sets sparsity lists as
 * its `sweep`, without counts of components above the dictionary's width. Empty for a method that has no such parameter.
 */
export function sweepOf(params: ParamSpec, width: number): readonly SweepPoint[] {
  for (const [param, field] of Object.entries(params)) {
    if ((field.kind !== "integer" && field.kind !== "number") || !field.sweep) continue;
    const most = COUNTS.has(field.unit) ? width : Number.POSITIVE_INFINITY;
    return field.sweep.filter((value) => value <= most).map((value) => ({ param, value }));
  }
  return [];
}

/** First, middle and last of a list: what the small board shows of a sweep. */
export function threeOf<T>(list: readonly T[]): readonly T[] {
  const last = list.length - 1;
  return [...new Set([0, Math.round(last / 2), last])].flatMap((at) => (list[at] === undefined ? [] : [list[at]]));
}
