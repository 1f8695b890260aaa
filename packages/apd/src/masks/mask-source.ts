import type { ParamSpec, ParamsOf, Rng } from "@exampledon/core";

/**
 * Where masks between importance and 1 come from: sources in [0, 1], 0 leaves a component at its importance, 1 turns it
 * fully on. Listing one in a method's mask sources is all that it takes.
 */
export interface MaskSource<S extends ParamSpec = ParamSpec> {
  readonly title: string;
  readonly params: S;
  /** `count` numbers in [0, 1]. */
  draw(rng: Rng, count: number, params: ParamsOf<S>): Float32Array;
}
