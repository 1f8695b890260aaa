import type { Node, Tape } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import type { LossTerms, NamedArray } from "./loss-term.ts";
import type { Setup } from "./setup.ts";

/** What a step is computed from. */
export interface StepInput<P> {
  readonly setup: Setup<P>;
  readonly tape: Tape;
  /** What is trained. */
  readonly arrays: Readonly<Record<string, Node>>;
  /** Weights of the network by site, `[in × out]`. */
  readonly weights: ReadonlyMap<string, Node>;
  /** Inputs of the network, `[batch × inputs]`. */
  readonly x: Node;
  /** Share of training that is done, in [0, 1). */
  readonly progress: number;
  /** What {@link ComponentRecipe.prepare} gave for this step. */
  readonly constants: Readonly<Record<string, Node>>;
}

/** What a warm-up needs of every method's step. */
export interface FaithfulStep {
  /** How far the components are from adding up to the weights. */
  readonly faithfulness: () => Node;
}

/** What distinguishes one way to train components from another; the trainer does the rest. */
export interface ComponentRecipe<P, C extends FaithfulStep> {
  readonly id: string;
  readonly terms: LossTerms<C>;
  /** First values of what is trained; factors are `read.<site>` and `write.<site>`. */
  arrays(setup: Setup<P>, rng: Rng): Promise<Readonly<Record<string, NamedArray>>>;
  /** Arrays that a step needs and the device cannot compute, made on the host from what is trained. Default none. */
  prepare?(
    setup: Setup<P>,
    read: () => Promise<Readonly<Record<string, Float32Array>>>,
  ): Promise<Readonly<Record<string, NamedArray>>>;
  /** What terms are computed from; compute what is costly only when a term asks. */
  step(input: StepInput<P>): C;
  decompose(setup: Setup<P>, arrays: Readonly<Record<string, Float32Array>>): ParameterDecomposition;
}
