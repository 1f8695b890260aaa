import type { NetworkSite, Node, Tensor } from "@exampledon/compute";
import type { ParamSpec, ParamsOf, Rng } from "@exampledon/core";

/** Numbers with a shape, on the host. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a term may know before training. */
export interface TermSetup {
  readonly sites: readonly (Pick<NetworkSite, "name"> & { readonly components: number })[];
  readonly batch: number;
  readonly rng: Rng;
}

/** What belongs to one term while it trains. */
export interface TermState {
  /** Arrays kept between steps, such as adversarial sources: changed in place, saved in checkpoints. */
  readonly arrays: Readonly<Record<string, Tensor>>;
  /** The term's own random stream, saved in checkpoints. */
  readonly rng: Rng;
  /** Training steps done before this one. */
  readonly step: number;
  /** Asks for the total loss's gradients with respect to nodes of this step; called before the optimiser moves. */
  afterGradients(nodes: readonly Node[], use: (gradients: readonly Tensor[]) => void): void;
}

/**
 * One term of a loss, with its parameters beside it. Listing it in a method's terms is all that it takes; `C` is what a
 * method computes for every step.
 */
export interface LossTerm<C, S extends ParamSpec = ParamSpec> {
  readonly title: string;
  /** Parameters that the method gets from this term; names must differ from other terms'. */
  readonly params: S;
  /** Its weight in the total; terms of weight 0 are not computed. */
  weight(params: ParamsOf<S>): number;
  /** First values of the arrays it keeps. Default none. */
  arrays?(setup: TermSetup, params: ParamsOf<S>): Readonly<Record<string, NamedArray>>;
  /** A scalar, not yet weighted. */
  loss(step: C, params: ParamsOf<S>, state: TermState): Node;
}

/** Terms by name: the name labels the term in reports. */
export type LossTerms<C> = Readonly<Record<string, LossTerm<C, never> | LossTerm<C>>>;
