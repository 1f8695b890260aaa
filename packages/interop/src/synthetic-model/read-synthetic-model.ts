import { matrix } from "@exampledon/core";
import { corrupt } from "../corrupt.ts";
import { type Files, fileOf } from "../files.ts";
import { configFields } from "../json/config-fields.ts";
import { parseJsonObject } from "../json/parse-json.ts";
import { readSafetensors } from "../safetensors/read-safetensors.ts";
import { checkShapes, floatsOf } from "../safetensors/state-dict.ts";
import { checkHierarchy } from "./check-hierarchy.ts";
import { SYNTHETIC_CONFIG, SYNTHETIC_HIERARCHY, SYNTHETIC_WEIGHTS } from "./file-names.ts";
import type { SyntheticModel } from "./synthetic-model.ts";

/**
 * Reads the folder of a SAELens SyntheticModel.
 * @param folder how to name the folder in errors, with its last slash
 * @throws `corrupt-file` naming file and reason
 */
export function readSyntheticModel(files: Files, folder = ""): SyntheticModel {
  const configFile = fileOf(files, folder, SYNTHETIC_CONFIG);
  const where = `${folder}${SYNTHETIC_CONFIG}`;
  const config = parseJsonObject(where, configFile);
  const fields = configFields(where, config);
  const features = fields.integer("num_features");
  const dim = fields.integer("hidden_dim");
  const file = `${folder}${SYNTHETIC_WEIGHTS}`;
  const weights = readSafetensors(file, fileOf(files, folder, SYNTHETIC_WEIGHTS));
  const factor = weights.tensors.get("correlation_factor");
  const rank = factor?.shape[1] ?? 0;
  const shapes = { bias: [dim], feature_vectors: [features, dim], firing_probabilities: [features] };
  const correlated = { correlation_diag: [features], correlation_factor: [features, rank] };
  checkShapes(file, weights, factor ? { ...shapes, ...correlated } : shapes);
  const floats = (name: string): Float32Array => floatsOf(file, weights, name);
  const firingProbabilities = floats("firing_probabilities");
  const chance = firingProbabilities.find((p) => !(p >= 0 && p <= 1));
  if (chance !== undefined) corrupt(`${file}: firing_probabilities`, "every chance must be in [0, 1]", chance);
  const hierarchyFile = Object.hasOwn(files, SYNTHETIC_HIERARCHY) ? files[SYNTHETIC_HIERARCHY] : undefined;
  const forest = `${folder}${SYNTHETIC_HIERARCHY}`;
  return {
    config,
    featureVectors: matrix(features, dim, floats("feature_vectors")),
    bias: floats("bias"),
    firingProbabilities,
    ...(factor && {
      correlation: {
        factor: matrix(features, rank, floats("correlation_factor")),
        diagonal: nonNegative("correlation_diag"),
      },
    }),
    ...(hierarchyFile && { hierarchy: checkHierarchy(forest, parseJsonObject(forest, hierarchyFile), features) }),
    readFrom: { config: configFile, hierarchy: hierarchyFile, weights },
  };

  function nonNegative(name: string): Float32Array {
    const values = floats(name);
    const bad = values.find((value) => value < 0);
    return bad === undefined ? values : corrupt(`${file}: ${name}`, "every variance must be ≥ 0", bad);
  }
}
