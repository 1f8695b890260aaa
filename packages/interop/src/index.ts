// Folders of other programs.

export { exportFolder, exportSaeLens } from "./export-folder.ts";
export type { Files } from "./files.ts";
export { type ImportedFolder, importFolder } from "./import-folder.ts";

// Saved autoencoders, and decompositions.

export { codesOf } from "./codes-of.ts";
export { foldActivationScale } from "./fold-activation-scale.ts";
export { fromDecomposition, type SaveOptions } from "./from-decomposition.ts";
export { readSae } from "./read-sae.ts";
export type { SaeActivation, SaeWeights } from "./sae-weights.ts";
export type { SaeFormat, SavedSae } from "./saved-sae.ts";
export { toDecomposition } from "./to-decomposition.ts";
export { transcode } from "./transcode.ts";
export { weightsOf } from "./weights-of.ts";
export { writeSae } from "./write-sae.ts";

// Planted models.

export { gateByParents } from "./synthetic-model/gate-by-parents.ts";
export { hiddenActivations } from "./synthetic-model/hidden-activations.ts";
export { readSyntheticModel } from "./synthetic-model/read-synthetic-model.ts";
export type { HierarchyNode, SyntheticModel } from "./synthetic-model/synthetic-model.ts";
export { writeSyntheticModel } from "./synthetic-model/write-synthetic-model.ts";

// Tensors.

export type { JsonObject } from "./json/parse-json.ts";
export type { Dtype, FloatDtype } from "./safetensors/dtype.ts";
export { decodeFloats, encodeFloats } from "./safetensors/floats.ts";
export { readSafetensors } from "./safetensors/read-safetensors.ts";
export type { Safetensors, StoredTensor } from "./safetensors/safetensors.ts";
export { writeSafetensors } from "./safetensors/write-safetensors.ts";
