import { assertCols, assertFinite, fail, normalizeRows, type ParamSpec, type ParamsOf } from "@exampledon/core";
import { type DecomposerDefinition, defineDecomposer, type Pursuit } from "@exampledon/decomposer";
import { dictionaryDecomposition } from "./dictionary-decomposition.ts";
import { fitSteps } from "./fit-steps.ts";

/** What distinguishes one pursuit in the planted dictionary from another. */
export interface PlantedPursuit<S extends ParamSpec>
  extends Pick<DecomposerDefinition<S>, "id" | "title" | "summary" | "references" | "params"> {
  /** The activation of the decomposition. */
  pursuit(params: ParamsOf<S>, atoms: number): Pursuit;
}

/** A method that is told the planted directions and only codes: one step, in which nothing is learnt. */
export function definePlantedPursuit<const S extends ParamSpec>({
  pursuit,
  ...texts
}: PlantedPursuit<S>): DecomposerDefinition<S> {
  const { id } = texts;
  return defineDecomposer({
    ...texts,
    tags: { space: "activation", stochastic: false, signed: true, usesTruth: true },
    fit: ({ source, truth }, params, context) =>
      fitSteps(
        {
          id,
          params,
          total: 1,
          advance: () => ({}),
          build: () => {
            const known =
              truth ??
              fail("bad-param", {
                where: id,
                problem: "input.truth must hold the planted directions",
                got: undefined,
                cure: "use it only on planted worlds",
              });
            assertCols(`${id}: truth`, known, source.dim);
            assertFinite(`${id}: truth`, known);
            return dictionaryDecomposition(id, params, normalizeRows(known), pursuit(params, known.rows));
          },
          save: () => ({}),
        },
        context,
      ),
  });
}
