export { type AutoencoderDefinition, type AutoencoderSpec, defineAutoencoder } from "./autoencoder.ts";
export { type AuxKInput, type AuxKVariant, auxK } from "./aux-k.ts";
export { batchTopK } from "./batch-top-k.ts";
export { type BatchTopKLossOptions, batchTopKLoss } from "./batch-top-k-loss.ts";
export { columnsOfPart } from "./columns-of-part.ts";
export { crosscoder } from "./crosscoder.ts";
export { type CrosscoderLossOptions, crosscoderLoss } from "./crosscoder-loss.ts";
export { decoderShares } from "./decoder-shares.ts";
export { drawWorst } from "./draw-worst.ts";
export { endToEnd } from "./end-to-end.ts";
export { type EndToEndLossOptions, endToEndLoss } from "./end-to-end-loss.ts";
export { decoderLengths, type TrainedForm } from "./export-decomposition.ts";
export { gated } from "./gated.ts";
export { type GatedLossOptions, type GatedWeight, gatedLoss } from "./gated-loss.ts";
export { type InitialWeightsOptions, initialWeights } from "./initial-weights.ts";
export { jumpRelu } from "./jump-relu.ts";
export { type JumpReluLossOptions, jumpReluLoss } from "./jump-relu-loss.ts";
export { l1 } from "./l1.ts";
export { type L1LossOptions, l1Loss } from "./l1-loss.ts";
export type { Loss, LossInput } from "./loss.ts";
export { matchingPursuit } from "./matching-pursuit.ts";
export { type MatchingPursuitLossOptions, matchingPursuitLoss } from "./matching-pursuit-loss.ts";
export { matryoshka } from "./matryoshka.ts";
export { type MatryoshkaLossOptions, matryoshkaLoss } from "./matryoshka-loss.ts";
export { pAnnealing } from "./p-annealing.ts";
export { type PAnnealingLossOptions, pAnnealingLoss } from "./p-annealing-loss.ts";
export { type DecompositionPart, partOf } from "./part-of.ts";
export { type PenaltyCourse, penaltyParams, penaltyState, steerPenalty, weighPenalty } from "./penalty.ts";
export type { Recipe, StateSpec, TrainedNumbers } from "./recipe.ts";
export { type LatentLengths, type ResampledArrays, resample } from "./resample.ts";
export type { ReviveInput } from "./revive.ts";
export { saeMethods } from "./sae-methods.ts";
export type { Setting } from "./setting.ts";
export {
  type SparseCodes,
  type SparseCodesInput,
  type SparsityOptions,
  sparseCodes,
  sparsityParams,
} from "./sparsity.ts";
export { squaredError } from "./squared-error.ts";
export { type StandardWeightsOptions, standardSpecs, standardWeights } from "./standard-weights.ts";
export { tied } from "./tied.ts";
export { topK } from "./top-k.ts";
export { type TopKLossOptions, topKLoss } from "./top-k-loss.ts";
export { type TrainingParams, trainingParams } from "./training-params.ts";
export { transcoder } from "./transcoder.ts";
export { type TranscoderLossOptions, transcoderLoss } from "./transcoder-loss.ts";
export type { StandardWeight, WeightSpec, Weights, WeightsOf } from "./weights.ts";
