import type { Node, TargetNetwork } from "@exampledon/compute";
import type { Matrix, ParamSpec } from "@exampledon/core";
import type { ActivationSource, MethodDefinition } from "./contract.ts";

/** Rank-one mechanisms of a weight matrix: mechanism i is the outer product of row i of both. */
export interface SiteMechanisms {
  /** What each mechanism reads, `[mechanisms × in]`. */
  readonly read: Matrix;
  /** What it adds, `[mechanisms × out]`; carries the size. */
  readonly write: Matrix;
}

/** What holds for one weight matrix alone. */
export interface SiteOptions {
  /** How many components; default the method's parameter. */
  readonly components?: number;
  /** Factor on the penalty for what is important at this site; default 1. */
  readonly pressure?: number;
}

/** What a method that decomposes parameters is given. */
export interface ParameterInput {
  readonly kind: "parameters";
  readonly network: TargetNetwork;
  /** The network's inputs. */
  readonly source: ActivationSource;
  /** Choices for single sites, by name. */
  readonly sites?: Readonly<Record<string, SiteOptions>>;
  /** The planted mechanisms by site; only methods tagged `usesTruth` may look. */
  readonly truth?: Readonly<Record<string, SiteMechanisms>>;
}

/** The components of a weight matrix as they were learnt: component c is `Σ_k read[c·rank + k] ⊗ write[c·rank + k]`. */
export interface SiteFactors {
  readonly name: string;
  /** Largest rank that a component can have. */
  readonly rank: number;
  /** `[components · rank × in]`. */
  readonly read: Matrix;
  /** `[components · rank × out]`. */
  readonly write: Matrix;
}

/** The components of one weight matrix. */
export interface SiteComponents {
  /** Name of the site. */
  readonly name: string;
  readonly components: number;
  readonly inputs: number;
  readonly outputs: number;
  /**
   * What each component listens to, `[components × inputs]`, unit rows: v of `v ⊗ u`, or the leading pair of singular
   * vectors where the rank is above 1. A row of zeros marks a component that does nothing.
   */
  readonly read: Matrix;
  /** What each component adds, `[components × outputs]`: u, carrying the size; its largest entry is positive. */
  readonly write: Matrix;
  /** Largest rank that a component can have. */
  readonly rank: number;
  /** The factors behind `read` and `write`. */
  readonly factors: SiteFactors;
  /** Singular values of each component, descending, `[components × rank]`. */
  readonly singularValues: Matrix;
  /** One component as a matrix `[inputs × outputs]`. @throws `unknown-id` */
  matrixOf(component: number): Matrix;
}

/**
 * What a method that decomposes parameters returns: every weight matrix as a sum of components, and how much each
 * component matters on an input. Computes on the backend of the fit, which must be alive.
 */
export interface ParameterDecomposition {
  readonly method: string;
  readonly network: TargetNetwork;
  readonly sites: readonly SiteComponents[];
  /** The components of one site. @throws `unknown-id` */
  site(name: string): SiteComponents;
  /** What every site reads in the network as it is, `[batch × in]`. @throws `bad-shape`, `not-finite` */
  siteInputs(x: Matrix): Promise<Readonly<Record<string, Matrix>>>;
  /** Causal importances in [0, 1] by site, `[batch × components]`, on inputs `[batch × inputs]`. @throws `bad-shape`, `not-finite` */
  importances(x: Matrix): Promise<Readonly<Record<string, Matrix>>>;
  /**
   * Causal importances from what one site reads, `[batch × components]`; left out where they depend on the whole network.
   * @throws `unknown-id`, `bad-shape`, `not-finite`
   */
  importancesAt?(site: string, activations: Matrix): Matrix;
  /**
   * What each component of a site contributes in lengths of its unit write direction: importance times `‖u‖ (v · a)`,
   * `[batch × components]`.
   * @throws `unknown-id`, `bad-shape`, `not-finite`
   */
  activity(site: string, x: Matrix): Promise<Matrix>;
  /**
   * Outputs `[batch × outputs]` of the network with each site's matrix replaced by its components, each times its mask.
   * @param masks by site, `[batch × components]` or `[1 × components]` for all samples; sites left out keep their matrix
   * @throws `unknown-id`, `bad-shape`, `not-finite`
   */
  outputs(x: Matrix, masks: Readonly<Record<string, Matrix>>): Promise<Matrix>;
  /**
   * As `outputs`, recorded on the tape of `x`, so that gradients flow to the masks.
   * @param remainders by site, `[batch × 1]` or `[1 × 1]`: share of what the components leave of the matrix; default none
   */
  forward(x: Node, masks: Readonly<Record<string, Node>>, remainders?: Readonly<Record<string, Node>>): Node;
  /** JSON-safe; holds components and importances, not the network. */
  toJSON(): ParameterDecompositionJson;
}

/** A parameter decomposition as text; the package of the method reads it back, given the network. */
export interface ParameterDecompositionJson {
  readonly format: "exampledon-parameter-decomposition";
  readonly version: 1;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sites: readonly SiteComponentsJson[];
  /** Method-specific: how importances follow. */
  readonly importance: Readonly<Record<string, unknown>>;
}

/** One site's components as text: component c is `Σ_k read[c·rank + k] ⊗ write[c·rank + k]`. */
export interface SiteComponentsJson {
  readonly name: string;
  readonly components: number;
  readonly rank: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly read: string;
  readonly write: string;
}

/** A method that decomposes the parameters of a network: a plain value. */
export interface ParameterDecomposerDefinition<S extends ParamSpec = ParamSpec>
  extends MethodDefinition<S, ParameterInput, ParameterDecomposition> {}
