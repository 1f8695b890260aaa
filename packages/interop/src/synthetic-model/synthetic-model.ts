import type { Matrix } from "@exampledon/core";
import type { JsonObject } from "../json/parse-json.ts";
import type { Safetensors } from "../safetensors/safetensors.ts";

/** A feature with those that need it, under the names of `hierarchy.json`. */
export interface HierarchyNode {
  /** Null for a node that only groups its children. */
  readonly feature_index: number | null;
  /** Whether one child at most is active. */
  readonly mutually_exclusive_children: boolean;
  readonly children: readonly HierarchyNode[];
  /** Whether children are multiplied by the parent's coefficient over its mean. Default false. */
  readonly scale_children_by_parent?: boolean | undefined;
}

/** A planted model of SAELens (`SyntheticModel`): features whose directions, chances and parents are known. */
export interface SyntheticModel {
  /** What the config says, under the names of SAELens; how the arrays were once generated. */
  readonly config: JsonObject;
  /** `[features × dim]`. */
  readonly featureVectors: Matrix;
  /** Added to every activation, `[dim]`. */
  readonly bias: Float32Array;
  /** `[features]`. */
  readonly firingProbabilities: Float32Array;
  /** Correlation `F Fᵀ` off the diagonal of the Gaussian whose excess makes features fire. */
  readonly correlation?: {
    /** F, `[features × rank]`. */
    readonly factor: Matrix;
    /** Added to the diagonal, `[features]`. */
    readonly diagonal: Float32Array;
  };
  readonly hierarchy?: { readonly roots: readonly HierarchyNode[] };
  /** What it was read from; written back as it is while the values say the same. */
  readonly readFrom?: {
    readonly config: Uint8Array;
    readonly hierarchy?: Uint8Array | undefined;
    readonly weights: Safetensors;
  };
}
