import { assertCols, assertFinite, fail, type NumberField, normalizeRows, number } from "@exampledon/core";
import type { DecomposerDefinition } from "../contract.ts";
import { createDecomposition } from "../create-decomposition.ts";
import { defineDecomposer } from "../define-decomposer.ts";
import { fitAtOnce } from "./fit-at-once.ts";

const id = "baseline/oracle";

/** The planted directions themselves: no method can point at them better. */
export const oracle: DecomposerDefinition<{ readonly threshold: NumberField }> = defineDecomposer({
  id,
  title: "Oracle",
  summary: "Is told the planted directions and reads each of them above a threshold.",
  references: [],
  params: {
    threshold: number({
      doc: "A reading counts when it is above this; below, it is taken for interference.",
      unit: "lengths of a unit feature",
      default: 0.5,
      min: 0,
      max: 10,
    }),
  },
  tags: { space: "activation", stochastic: false, signed: false, usesTruth: true },
  fit: (input, params, context) =>
    fitAtOnce(
      id,
      params,
      context,
      () => ({}),
      () => {
        const { dim } = input.source;
        const truth =
          input.truth ??
          fail("bad-param", {
            where: id,
            problem: "input.truth must hold the planted directions",
            got: undefined,
            cure: "use the oracle only on planted worlds",
          });
        assertCols(`${id}: truth`, truth, dim);
        assertFinite(`${id}: truth`, truth);
        const directions = normalizeRows(truth);
        return createDecomposition({
          method: id,
          params,
          read: directions,
          write: directions,
          offset: new Float32Array(dim),
          activation: { kind: "threshold", thresholds: new Float32Array(directions.rows).fill(params.threshold) },
        });
      },
    ),
});
