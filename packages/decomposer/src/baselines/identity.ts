import { matrix } from "@exampledon/core";
import type { DecomposerDefinition } from "../contract.ts";
import { createDecomposition } from "../create-decomposition.ts";
import { defineDecomposer } from "../define-decomposer.ts";
import { fitAtOnce } from "./fit-at-once.ts";

const id = "baseline/identity";

/** The neurons themselves: the standard basis, read and written as it is. */
export const identity: DecomposerDefinition<Record<never, never>> = defineDecomposer({
  id,
  title: "Neurons",
  summary: "Takes every coordinate of the activation as a component.",
  references: [],
  params: {},
  tags: { space: "activation", stochastic: false, signed: true, usesTruth: false },
  fit: ({ source: { dim } }, params, context) =>
    fitAtOnce(
      id,
      params,
      context,
      () => ({}),
      () => {
        const basis = matrix(dim, dim);
        for (let i = 0; i < dim; i++) basis.data[i * dim + i] = 1;
        return createDecomposition({
          method: id,
          params,
          read: basis,
          write: basis,
          offset: new Float32Array(dim),
          activation: { kind: "identity" },
        });
      },
    ),
});
