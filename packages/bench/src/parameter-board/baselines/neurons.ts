import { type Matrix, matrix, transpose } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { fixedDecomposition } from "./fixed-decomposition.ts";

/** The hidden neurons: what the first matrix writes to each of them, and what later ones read of it. */
export const neurons: ParameterDecomposerDefinition = /* @__PURE__ */ fixedDecomposition({
  id: "baseline/neurons",
  title: "Neurons",
  summary: "One component for each hidden dimension of the network.",
  componentsOf: ({ weights }, index) =>
    index === 0
      ? { read: transpose(weights), write: identity(weights.cols) }
      : { read: identity(weights.rows), write: weights },
});

function identity(size: number): Matrix {
  const out = matrix(size, size);
  for (let i = 0; i < size; i++) out.data[i * (size + 1)] = 1;
  return out;
}
