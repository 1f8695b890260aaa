import type { TargetNetwork } from "@exampledon/compute";
import type { ParamSpec, ParamsOf } from "@exampledon/core";
import type {
  ActivationSource,
  Checkpoint,
  DecomposerDefinition,
  ParameterDecomposerDefinition,
} from "@exampledon/decomposer";
import type { NamedArray } from "./arrays-file.ts";
import type { StepSizes } from "./step-sizes.ts";

/** What is fitted, and to what. */
export type StepFit =
  | {
      readonly method: DecomposerDefinition;
      readonly input: { readonly kind: "activations"; readonly source: ActivationSource };
    }
  | {
      readonly method: ParameterDecomposerDefinition;
      readonly input: {
        readonly kind: "parameters";
        readonly network: TargetNetwork;
        readonly source: ActivationSource;
        readonly sites: Readonly<Record<string, { readonly components: number; readonly pressure: number }>>;
      };
    };

/** What the bench must know of a kind of method to time its steps. */
export interface StepKind {
  /** Its name in the bench's tables. */
  name(sizes: StepSizes): string;
  /** All parameters of a step. */
  params(sizes: StepSizes): ParamsOf<ParamSpec>;
  /** A fit to inputs of that source. */
  fit(sizes: StepSizes, source: ActivationSource): StepFit;
  /** What contestants load besides a state: `batches [batches × batch × dim]` and whatever else a step needs. */
  data(sizes: StepSizes): readonly NamedArray[];
  /** The state that everybody starts from. */
  first(sizes: StepSizes): Promise<Checkpoint>;
  /** Random numbers that this project's trainer will draw in its next steps, so that others can be given the same. */
  draws(sizes: StepSizes, checkpoint: Checkpoint, steps: number): readonly NamedArray[];
  /** Share of what a step computes that is not 0; what it means is the kind's business. */
  density(sizes: StepSizes, data: readonly NamedArray[], state: readonly NamedArray[]): number;
  /** A nominal number of multiplications and additions, whatever a step really computes. */
  operations(sizes: StepSizes): number;
}
