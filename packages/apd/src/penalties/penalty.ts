import type { Node } from "@exampledon/compute";
import type { ParamSpec, ParamsOf } from "@exampledon/core";

/**
 * What being important costs. Its parameters live with it; listing it in a method's penalties is all that it takes.
 */
export interface Penalty<S extends ParamSpec = ParamSpec> {
  readonly title: string;
  readonly params: S;
  /**
   * The cost of each component summed over the batch, `[components]`.
   * @param gate importances before they are squashed, `[batch × components]`
   * @param progress share of training that is done, in [0, 1)
   */
  totals(gate: Node, progress: number, params: ParamsOf<S>): Node;
}

/** From `start` to `end` along a straight line over the first `share` of training. */
export function annealed(start: number, end: number, progress: number, share: number): number {
  return start + (end - start) * Math.min(1, progress / share);
}
