import type { Backend } from "@exampledon/compute";
import { referencePrimitives } from "./reference-primitives.ts";
import { countOf, type ReferenceTensor, referenceTensor } from "./reference-tensor.ts";

/**
 * What backends are compared with: naive float64, so that an op or a whole training step can be run beside the backend
 * under test. It never frees, because the garbage collector does.
 */
export const referenceBackend: Backend = {
  name: "reference",
  tolerance: { op: 1e-13, training: 1e-11 },
  capabilities: { deterministic: true, maxElements: 2 ** 24 },
  primitives: referencePrimitives,
  fused: {},
  updates: {},
  upload: (data, shape) => referenceTensor(shape, data),
  fill: (shape, value) => referenceTensor(shape, new Float64Array(countOf(shape)).fill(value)),
  read: async (tensor) => Float32Array.from((tensor as ReferenceTensor).data),
  dispose: () => {},
  scope: (body) => body(),
  keep: (tensor) => tensor,
  flush: async () => {},
  live: () => ({ tensors: 0, bytes: 0 }),
};
