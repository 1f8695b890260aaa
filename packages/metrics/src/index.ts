// Recovery, sparsity and magnitudes.

export { auc } from "./auc.ts";
export { type Chance, type ChanceInput, chanceMeanMaxCosine } from "./chance-mean-max-cosine.ts";
export { coefficientFidelity, type Fidelity, type FidelityInput } from "./coefficient-fidelity.ts";
export { cosines } from "./cosines.ts";
export { type Edges, type EdgesInput, edgesPerCircuit } from "./edges-per-circuit.ts";
export { type KolmogorovSmirnov, kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
export { kurtosis } from "./kurtosis.ts";
export { type LatentRegression, latentRegression } from "./latent-regression.ts";
export { type MatchedCosine, matchedCosine } from "./matched-cosine.ts";
export { type MatchedFidelity, type MatchedFidelityInput, matchedFidelity } from "./matched-fidelity.ts";
export { type CosineOptions, type MeanMaxCosine, meanMaxCosine } from "./mean-max-cosine.ts";
export { rSquaredAffine, rSquaredIdentity } from "./r-squared.ts";
export { type Interference, readOffInterference } from "./read-off-interference.ts";
export { explainedVariance, fractionOfVarianceUnexplained, shrinkage } from "./reconstruction.ts";
export { deadLatents, firingFrequency, l0 } from "./sparsity.ts";
export type { Table } from "./table.ts";
export { uniqueness } from "./uniqueness.ts";

// What latents are, and what they cost.

export { type Absorption, type AbsorptionInput, type AbsorptionThresholds, absorption } from "./absorption.ts";
export { type AttributionEdge, type AttributionInput, attributionEdges } from "./attribution-edges.ts";
export { type ComposedLatents, type ComposedLatentsInput, composedLatents } from "./composed-latents.ts";
export { type DecoderProjectionInput, decoderPairwiseCosine, nthDecoderProjection } from "./decoder-geometry.ts";
export { type DescriptionLength, type DescriptionLengthInput, descriptionLength } from "./description-length.ts";
export { type Hedging, type HedgingInput, hedgingRate } from "./hedging-rate.ts";
export { type LatentClassifier, type LatentClassifierInput, latentClassifier } from "./latent-classifier.ts";
export { projectionResidual } from "./projection-residual.ts";
export { quantise } from "./quantise.ts";
export { type Splitting, splitting } from "./splitting.ts";

// Phase diagrams.

export { type BestLatents, bestLatentFidelity } from "./best-latents.ts";
export { donohoTanner } from "./donoho-tanner.ts";
export { type Attempt, type GridCell, type SuccessGrid, successGrid } from "./success-grid.ts";
export { type RateInterval, wilsonInterval } from "./wilson-interval.ts";

// Components of weights, against the mechanisms of a network.

export { type ComponentFidelity, type ComponentFidelityInput, componentFidelity } from "./component-fidelity.ts";
export { type ComponentMatch, type ComponentMatchInput, componentMatch } from "./component-match.ts";
export { type ComponentRecovery, type ComponentRecoveryInput, componentRecovery } from "./component-recovery.ts";
export { type DenseImportanceOptions, denseImportanceError } from "./dense-importance-error.ts";
export { type DecomposedSite, type Faithfulness, faithfulnessError } from "./faithfulness-error.ts";
export { identityImportanceError } from "./identity-importance-error.ts";
export type { ImportanceTolerance } from "./importance-bounds.ts";
export { type ImportanceSparsity, type ImportanceSparsityInput, importanceSparsity } from "./importance-sparsity.ts";
export { relativeError } from "./relative-error.ts";
export type { WeightComponents, WeightMechanisms } from "./weight-components.ts";
