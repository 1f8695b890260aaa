import type { Activation } from "./activation.ts";
import type { DecompositionJson } from "./contract.ts";
import type { DecompositionParts } from "./decomposition-parts.ts";
import { packFloats } from "./pack-floats.ts";

/** A decomposition as JSON-safe text: float arrays as base64 of their bits. */
export function decompositionToJson(parts: DecompositionParts): DecompositionJson {
  const { method, params, read, write, offset, center, bias, activation, skip } = parts;
  return {
    format: "exampledon-decomposition",
    version: 1,
    method,
    params,
    components: read.rows,
    dim: read.cols,
    encoder: {
      ...(center && { center: packFloats(center) }),
      ...(bias && { bias: packFloats(bias) }),
      activation: activationToJson(activation),
    },
    read: packFloats(read.data),
    write: packFloats(write.data),
    offset: packFloats(offset),
    ...(skip && { skip: packFloats(skip.data) }),
  };
}

function activationToJson(activation: Activation): Readonly<Record<string, unknown>> {
  if (activation.kind === "omp") {
    const { kind, k, tolerance, nonNegative } = activation;
    return { kind, k, tolerance, nonNegative };
  }
  if (activation.kind === "fista") {
    const { kind, lambda, iterations, tolerance, nonNegative } = activation;
    return { kind, lambda, iterations, tolerance, nonNegative };
  }
  if (activation.kind === "matching") {
    const { kind, steps, residual } = activation;
    return { kind, steps, residual };
  }
  if (activation.kind === "threshold") return { kind: activation.kind, thresholds: packFloats(activation.thresholds) };
  if (activation.kind === "top-k") {
    const { kind, k, scales } = activation;
    return scales ? { kind, k, scales: packFloats(scales) } : { kind, k };
  }
  return { kind: activation.kind };
}
