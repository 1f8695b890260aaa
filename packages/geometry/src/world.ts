import type { Matrix, ParamSpec, ParamsOf, Rng } from "@exampledon/core";

/** A set of planted features of one kind, e.g. `animals` or `attributes`. */
export interface FeatureGroup {
  readonly name: string;
  /** One name per feature, e.g. `animal 17`. */
  readonly names: readonly string[];
  /** Unit directions, `[features × dim]`. */
  readonly directions: Matrix;
  /** Whether few of these features are active at a time (animals) or all of them (attributes). */
  readonly sparse: boolean;
}

/**
 * Samples of a world, with three answers to "how much of feature f is there?", each `[batch × features]` by group name.
 * The project is about the differences between them; every magnitude metric says which one it compares with.
 */
export interface Batch {
  /** What a network would see, `[batch × dim]`. */
  readonly activations: Matrix;
  /** The coefficients that built the sample; attributes: only what was added beside the animals. */
  readonly generating: Readonly<Record<string, Matrix>>;
  /** What a linear probe reads: `f · a` for every feature, interference included. */
  readonly readings: Readonly<Record<string, Matrix>>;
  /** What the circuits act on: sparse groups (animals), the coefficient behind their threshold; dense ones (attributes), the reading. */
  readonly coefficients: Readonly<Record<string, Matrix>>;
}

/** A planted world: directions that are known, and samples built from them. A plain value; drawing needs an rng. */
export interface World {
  /** Id of the definition that built it, e.g. `spanned`. */
  readonly id: string;
  /** The parameters it was built with. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Width of an activation. */
  readonly dim: number;
  readonly groups: readonly FeatureGroup[];
  /** Draws `batch` samples. @throws `bad-param` when batch < 1 */
  sample(rng: Rng, batch: number): Batch;
}

/** How to build a kind of world. */
export interface WorldDefinition<S extends ParamSpec = ParamSpec> {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly params: S;
  /** Builds the world; the directions are drawn from `rng.split("directions")`-like named streams. @throws `bad-param` */
  build(rng: Rng, params?: Partial<ParamsOf<S>>): World;
}
