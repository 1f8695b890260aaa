import type { Files } from "../files.ts";
import { configBytes } from "../json/config-bytes.ts";
import { encodeFloats } from "../safetensors/floats.ts";
import { writeSafetensors } from "../safetensors/write-safetensors.ts";
import { SYNTHETIC_CONFIG, SYNTHETIC_HIERARCHY, SYNTHETIC_WEIGHTS } from "./file-names.ts";
import type { SyntheticModel } from "./synthetic-model.ts";

/**
 * The files of a SAELens SyntheticModel; `hierarchy.json` only where there is one.
 * @throws `bad-shape` when arrays disagree with their sizes; `not-finite`; `bad-param` for numbers out of the range of `dtype`
 */
export function writeSyntheticModel(model: SyntheticModel): Files {
  const { config, featureVectors, correlation, hierarchy, dtype, readFrom } = model;
  const { rows, cols } = featureVectors;
  const tensor = (name: string, shape: readonly number[], values: Float32Array) =>
    [name, encodeFloats(`writeSyntheticModel: ${name}`, dtype, shape, values)] as const;
  const tensors = new Map([
    tensor("feature_vectors", [rows, cols], featureVectors.data),
    tensor("bias", [cols], model.bias),
    tensor("firing_probabilities", [rows], model.firingProbabilities),
    ...(correlation
      ? [
          tensor("correlation_factor", [rows, correlation.factor.cols], correlation.factor.data),
          tensor("correlation_diag", [rows], correlation.diagonal),
        ]
      : []),
  ]);
  return {
    [SYNTHETIC_CONFIG]: configBytes(config, readFrom?.config),
    [SYNTHETIC_WEIGHTS]: writeSafetensors({ tensors }),
    ...(hierarchy && { [SYNTHETIC_HIERARCHY]: configBytes({ ...hierarchy }, readFrom?.hierarchy) }),
  };
}
