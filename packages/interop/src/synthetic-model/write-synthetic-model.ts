import type { Files } from "../files.ts";
import { configBytes } from "../json/config-bytes.ts";
import type { FloatDtype } from "../safetensors/dtype.ts";
import { decodeFloats, encodeFloats } from "../safetensors/floats.ts";
import { referenceOrder } from "../safetensors/reference-order.ts";
import type { StoredTensor } from "../safetensors/safetensors.ts";
import { writeSafetensors } from "../safetensors/write-safetensors.ts";
import { SYNTHETIC_CONFIG, SYNTHETIC_HIERARCHY, SYNTHETIC_WEIGHTS } from "./file-names.ts";
import type { SyntheticModel } from "./synthetic-model.ts";

/**
 * The files of a SAELens SyntheticModel; `hierarchy.json` only where there is one. What was read and not changed is written
 * back byte for byte; numbers that were changed are stored as before, new ones as F32.
 * @throws `bad-shape` when arrays disagree with their sizes; `not-finite`; `bad-param` for numbers out of the range of their type
 */
export function writeSyntheticModel(model: SyntheticModel): Files {
  const { config, hierarchy, readFrom } = model;
  const stored = readFrom?.weights;
  const entries = Object.entries(arraysOf(model)).map(
    ([name, { shape, values }]) => [name, tensorOf(name, shape, values, stored?.tensors.get(name))] as const,
  );
  const fresh = referenceOrder(Object.fromEntries(entries));
  const order = [...new Set([...(stored?.tensors.keys() ?? []), ...fresh.keys()])].filter((name) => fresh.has(name));
  const tensors = new Map(order.map((name) => [name, fresh.get(name)!]));
  return {
    [SYNTHETIC_CONFIG]: configBytes(config, readFrom?.config),
    [SYNTHETIC_WEIGHTS]: writeSafetensors({ tensors, metadata: stored?.metadata }),
    ...(hierarchy && { [SYNTHETIC_HIERARCHY]: configBytes({ ...hierarchy }, readFrom?.hierarchy) }),
  };
}

interface NamedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function arraysOf({
  featureVectors,
  bias,
  firingProbabilities,
  correlation,
}: SyntheticModel): Record<string, NamedArray> {
  const { rows, cols, data } = featureVectors;
  return {
    feature_vectors: { shape: [rows, cols], values: data },
    bias: { shape: [cols], values: bias },
    firing_probabilities: { shape: [rows], values: firingProbabilities },
    ...(correlation && {
      correlation_factor: { shape: [rows, correlation.factor.cols], values: correlation.factor.data },
      correlation_diag: { shape: [rows], values: correlation.diagonal },
    }),
  };
}

/** The stored tensor while it says the same: F64 would lose digits on its way through float32. */
function tensorOf(
  name: string,
  shape: readonly number[],
  values: Float32Array,
  stored: StoredTensor | undefined,
): StoredTensor {
  const same =
    stored && `${stored.shape}` === `${shape}` && decodeFloats(name, stored).every((value, i) => value === values[i]);
  return same
    ? stored
    : encodeFloats(`writeSyntheticModel: ${name}`, (stored?.dtype ?? "F32") as FloatDtype, shape, values);
}
