import type { Matrix, Rng } from "@exampledon/core";
import type { SiteMechanisms } from "@exampledon/decomposer";

/** What first components may be made from. */
export interface InitialInput {
  /** Name of the site. */
  readonly site: string;
  /** `[in × out]`. */
  readonly weights: Matrix;
  readonly components: number;
  /** Rows of either factor: components times rank. */
  readonly count: number;
  readonly rng: Rng;
  /** That many activations that the site reads, `[samples × in]`. */
  readonly activations: (samples: number) => Promise<Matrix>;
  /** The planted mechanisms of the site; only for methods tagged `usesTruth`. */
  readonly truth?: SiteMechanisms;
}

/** How components start. Listing one in a method's initialisations is all that it takes. */
export interface Initialisation {
  readonly title: string;
  /** First read rows `[count × in]` and write rows `[count × out]`. */
  factors(input: InitialInput): Promise<SiteMechanisms>;
}
