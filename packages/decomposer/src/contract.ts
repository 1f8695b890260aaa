import type { Backend, TargetNetwork } from "@exampledon/compute";
import type { Matrix, ParamSpec, ParamsOf, Rng } from "@exampledon/core";

/** Where a method's idea comes from. */
export interface Citation {
  readonly text: string;
  readonly url: string;
}

/** Facts about a method that choose which checks apply to it and how boards group it. */
export interface MethodTags {
  /** Whether it sees activations or a network's parameters. */
  readonly space: "activation" | "parameter";
  /** Whether another seed gives another result. */
  readonly stochastic: boolean;
  /** Whether activities may be negative. */
  readonly signed: boolean;
  /** Whether it is told the planted directions: baselines only. */
  readonly usesTruth: boolean;
  /** Whether it needs the network that reads the activations. Default false. */
  readonly usesNetwork?: boolean;
  /** Whether the source must be made of parts, such as a layer's inputs and outputs. Default false. */
  readonly needsParts?: boolean;
  /** Whether it refuses activations with negative entries. Default false. */
  readonly nonNegative?: boolean;
}

/** Endless activations to learn from. */
export interface ActivationSource {
  readonly dim: number;
  /**
   * Sizes of the parts that one activation is joined from, adding up to `dim`: the inputs and outputs of a layer, or the
   * same place in two networks. Left out where it is one piece.
   */
  readonly parts?: readonly number[];
  /** Draws `batch` activations `[batch × dim]`. */
  sample(rng: Rng, batch: number): Matrix;
}

/** What a method is given. */
export interface ActivationInput {
  readonly kind: "activations";
  readonly source: ActivationSource;
  /** The planted directions `[features × dim]`; only methods tagged `usesTruth` may look. */
  readonly truth?: Matrix;
  /** The network that reads the activations; only methods tagged `usesNetwork` may look. */
  readonly network?: TargetNetwork;
}
export type FitInput = ActivationInput;

/** Everything a fit may use besides its input and parameters: no globals, no clock, no `Math.random`. */
export interface FitContext {
  readonly backend: Backend;
  /** Methods split it by name (`data`, `init`, `resample` …) and never draw from it directly. */
  readonly rng: Rng;
  readonly signal?: AbortSignal | undefined;
  /** Steps between two reports. Default 50; the last step is always reported. */
  readonly every?: number | undefined;
  /** Continue from here instead of starting; the method and its parameters must be the same. */
  readonly resume?: Checkpoint | undefined;
}

/**
 * The state of a fit between two steps, JSON-safe. Resuming from it gives the same bits as never having stopped, whatever
 * seed is given then: random streams are part of the state (`rng.state()`, continued with `unpackRng`).
 */
export interface Checkpoint {
  readonly format: "exampledon-checkpoint";
  readonly version: 1;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly step: number;
  /** Method-specific: arrays are packed as base64 of little-endian float32. */
  readonly state: Readonly<Record<string, unknown>>;
}

/** One report of a running fit; `R` is what the method finds. */
export interface FitStep<R = Decomposition> {
  /** Steps done, 1 … total. */
  readonly step: number;
  readonly total: number;
  /** Named loss terms of this step, averaged over the batch. */
  readonly losses: Readonly<Record<string, number>>;
  /** What else the method counts at this step, such as latents on per sample (`l0`) or `dead` latents. */
  readonly measures?: Readonly<Record<string, number>>;
  /** The decomposition as it stands. Valid until the next `next()`. */
  peek(): Promise<R>;
  /** The state to resume from. Valid until the next `next()`. */
  checkpoint(): Promise<Checkpoint>;
}

/**
 * What every method returns, whatever it looked at: components with a read direction, a write direction and an activity.
 * An SAE latent's are its encoder column, decoder row and code; a rank-one parameter component's are v, u and its
 * causal importance times v · a. So one set of metrics judges both families.
 */
export interface Decomposition {
  readonly method: string;
  readonly components: number;
  readonly dim: number;
  /**
   * Width of write rows, offset and reconstructions where they live in another space than the activations, such as the
   * outputs of a weight matrix. Left out where it is `dim`. Metrics in activation space must then match read rows.
   */
  readonly writeDim?: number;
  /** What each component listens to, `[components × dim]`. */
  readonly read: Matrix;
  /** What each component adds, `[components × dim]`, unit rows; a row of zeros marks a component that adds nothing. */
  readonly write: Matrix;
  /** What is added whatever the input, `[dim]`. */
  readonly offset: Float32Array;
  /** A linear map of activations beside the components, `[dim × dim]`, as skip transcoders have one. Left out where there is none. */
  readonly skip?: Matrix;
  /** How strongly each component is on, in lengths of its unit write row: `[batch × components]`. @throws `bad-shape`, `not-finite` */
  activity(activations: Matrix): Matrix;
  /** `activity · write + offset`, plus `activations · skip` where there is a skip; `[batch × dim]`. @throws `bad-shape`, `not-finite` */
  reconstruct(activations: Matrix): Matrix;
  /** JSON-safe; `decompositionFromJson` restores it to the same bits. */
  toJSON(): DecompositionJson;
}

/** A decomposition as text. `encoder` says how activity is computed: center, bias and activation or pursuit. */
export interface DecompositionJson {
  readonly format: "exampledon-decomposition";
  readonly version: 1;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly components: number;
  readonly dim: number;
  readonly encoder: Readonly<Record<string, unknown>>;
  readonly read: string;
  readonly write: string;
  readonly offset: string;
  readonly skip?: string;
}

/** A method of any kind: given an `I`, it finds an `R`. Passing it to `run` needs no registration. */
export interface MethodDefinition<S extends ParamSpec, I, R> {
  /** `family/name`, e.g. `sae/top-k`. */
  readonly id: `${string}/${string}`;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly references: readonly Citation[];
  readonly params: S;
  readonly tags: MethodTags;
  /**
   * Learns a decomposition, reporting as it goes. Pull-based: pause by not calling `next`, step by calling it once,
   * cancel by aborting the signal or calling `return`.
   */
  fit(input: I, params: ParamsOf<S>, context: FitContext): AsyncGenerator<FitStep<R>, R, void>;
}

/** A method that decomposes activations: a plain value. */
export interface DecomposerDefinition<S extends ParamSpec = ParamSpec>
  extends MethodDefinition<S, FitInput, Decomposition> {}
