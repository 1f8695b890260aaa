import { type IntegerField, integer, matrix, type ParamsOf } from "@exampledon/core";
import {
  type DecomposerDefinition,
  type Decomposition,
  defineDecomposer,
  type FitContext,
  type FitInput,
  type FitStep,
  packTensor,
  unpackTensor,
} from "@exampledon/decomposer";
import { codeSamples } from "./code-samples.ts";
import { ompParams, ompPursuit } from "./coder-params.ts";
import { dataSet } from "./data-set.ts";
import { dictionaryDecomposition } from "./dictionary-decomposition.ts";
import { fitSteps } from "./fit-steps.ts";
import { initialDictionary } from "./initial-dictionary.ts";
import { componentsParam, samplesParam } from "./learn-params.ts";
import { rankOneSweep } from "./rank-one-sweep.ts";
import { worstSamples } from "./worst-samples.ts";

const id = "sparse-coding/k-svd";

const params: {
  readonly components: IntegerField;
  readonly samples: IntegerField;
  readonly iterations: IntegerField;
} & typeof ompParams = {
  components: componentsParam,
  samples: samplesParam,
  iterations: integer({
    doc: "How often codes and atoms are renewed.",
    unit: "steps",
    default: 30,
    min: 1,
    max: 100_000,
    scale: "log",
  }),
  ...ompParams,
};

/** Dictionary learning with a fixed number of active atoms: OMP, then each atom fitted to what the others leave over. */
export const kSvd: DecomposerDefinition<typeof params> = defineDecomposer({
  id,
  title: "K-SVD",
  summary: "Alternates between OMP and fitting each atom, with its codes, to what the others leave of its samples.",
  references: [
    {
      text: "M. Aharon, M. Elad and A. Bruckstein (2006), K-SVD: an algorithm for designing overcomplete dictionaries",
      url: "https://doi.org/10.1109/TSP.2006.881199",
    },
    {
      text: "R. Rubinstein, M. Zibulevsky and M. Elad (2008), Efficient implementation of the K-SVD algorithm using batch OMP",
      url: "https://csaws.cs.technion.ac.il/~ronrubin/Publications/KSVD-OMP-v2.pdf",
    },
  ],
  params,
  tags: { space: "activation", stochastic: true, signed: true, usesTruth: false },
  fit,
});

function fit(
  { source }: FitInput,
  values: ParamsOf<typeof params>,
  context: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const { components: count, nonNegative } = values;
  const shape = [count, source.dim];
  const state = context.resume?.state;
  const pursuit = ompPursuit(values, count);
  const data = dataSet(id, source, values.samples, context);
  let dictionary = state
    ? matrix(count, source.dim, unpackTensor(`${id}: state.dictionary`, state.dictionary, shape))
    : undefined;
  return fitSteps(
    {
      id,
      params: values,
      total: values.iterations,
      advance: () => {
        const samples = data.samples();
        dictionary ??= initialDictionary(context.rng.split("init"), samples, count);
        const { codes, errors } = codeSamples(dictionary, samples, pursuit);
        dictionary = rankOneSweep(dictionary, samples, codes, nonNegative, worstSamples(samples, errors));
        return { error: errors.reduce((sum, value) => sum + value, 0) / samples.rows };
      },
      build: () => dictionaryDecomposition(id, values, dictionary!, pursuit),
      save: () => ({ data: data.start, dictionary: packTensor(dictionary!.data, shape) }),
    },
    context,
  );
}
