export type { Activation } from "./activation.ts";
export { assertResumable } from "./assert-resumable.ts";
export { baselines } from "./baselines/baselines.ts";
export { identity } from "./baselines/identity.ts";
export { kMeans } from "./baselines/k-means.ts";
export { oracle } from "./baselines/oracle.ts";
export { pca } from "./baselines/pca.ts";
export { random } from "./baselines/random.ts";
export { canonicalJson } from "./canonical-json.ts";
export { createCheckpoint, decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
export type {
  ActivationInput,
  ActivationSource,
  Checkpoint,
  Citation,
  DecomposerDefinition,
  Decomposition,
  DecompositionJson,
  FitContext,
  FitInput,
  FitStep,
  MethodDefinition,
  MethodTags,
} from "./contract.ts";
export { createDecomposition } from "./create-decomposition.ts";
export { createParameterDecomposition, type ParameterDecompositionParts } from "./create-parameter-decomposition.ts";
export { decompositionFromJson } from "./decomposition-from-json.ts";
export type { DecompositionParts } from "./decomposition-parts.ts";
export { defineDecomposer } from "./define-decomposer.ts";
export { defineParameterDecomposer } from "./define-parameter-decomposer.ts";
export { type FitSeedsOptions, fitSeeds } from "./fit-seeds.ts";
export { guardSource } from "./guard-source.ts";
export { joinSources } from "./join-sources.ts";
export { matrixSource } from "./matrix-source.ts";
export { packFloats, unpackFloats } from "./pack-floats.ts";
export { type PackedTensor, packTensor, unpackTensor } from "./pack-tensor.ts";
export type * from "./parameter-contract.ts";
export { type Atoms, atomsOf } from "./pursuit/atoms.ts";
export { lipschitzConstant } from "./pursuit/lipschitz.ts";
export { type MatchingCodeOptions, matchingCode } from "./pursuit/matching-code.ts";
export { orthogonalPath, type PathPoint } from "./pursuit/orthogonal-path.ts";
export {
  type OrthogonalPursuitOptions,
  type OrthogonalPursuitResult,
  orthogonalPursuit,
} from "./pursuit/orthogonal-pursuit.ts";
export type { Pursuit } from "./pursuit/pursuit.ts";
export { type ShrinkageOptions, type ShrinkageResult, shrinkageCoder } from "./pursuit/shrinkage.ts";
export {
  type ParameterDecompositionRecord,
  readParameterDecompositionJson,
} from "./read-parameter-decomposition-json.ts";
export { reconstructFrom } from "./reconstruct-from.ts";
export { type RunOptions, run } from "./run.ts";
export { type SiteDecompositionOptions, siteDecomposition } from "./site-decomposition.ts";
export { type Sampler, sourceOf } from "./source-of.ts";
export { type FitOptions, startFit } from "./start-fit.ts";
export { assertConverging, assertCurrent, readLosses } from "./training/losses.ts";
export { readArrays } from "./training/read-arrays.ts";
export { unpackRng } from "./unpack-rng.ts";
