import { type IntegerField, integer, matrix } from "@exampledon/core";
import type { DecomposerDefinition } from "../contract.ts";
import { createDecomposition } from "../create-decomposition.ts";
import { defineDecomposer } from "../define-decomposer.ts";
import { packTensor, unpackTensor } from "../pack-tensor.ts";
import { fitAtOnce } from "./fit-at-once.ts";
import { randomDirections } from "./random-directions.ts";

const id = "baseline/random";

/** Directions that have nothing to do with the data: what any method must beat. */
export const random: DecomposerDefinition<{ readonly components: IntegerField }> = defineDecomposer({
  id,
  title: "Random directions",
  summary: "Draws unit directions uniformly and reads them with a ReLU, without looking at the data.",
  references: [],
  params: {
    components: integer({
      doc: "How many directions.",
      unit: "components",
      default: 128,
      min: 1,
      max: 65536,
      scale: "log",
    }),
  },
  tags: { space: "activation", stochastic: true, signed: false, usesTruth: false },
  fit: ({ source: { dim } }, params, context) => {
    const shape = [params.components, dim];
    return fitAtOnce(
      id,
      params,
      context,
      () => {
        const { data } = randomDirections(context.rng.split("directions"), params.components, dim);
        return { directions: packTensor(data, shape) };
      },
      (state) => {
        const directions = matrix(params.components, dim, unpackTensor(`${id}: state`, state.directions, shape));
        return createDecomposition({
          method: id,
          params,
          read: directions,
          write: directions,
          offset: new Float32Array(dim),
          activation: { kind: "relu" },
        });
      },
    );
  },
});
