import { fail, type IntegerField, integer, type Matrix, matrix, normalizeRows, type ParamsOf } from "@exampledon/core";
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
import { dataSet } from "./data-set.ts";
import { dictionaryDecomposition } from "./dictionary-decomposition.ts";
import { fitSteps } from "./fit-steps.ts";
import { componentsParam, samplesParam } from "./learn-params.ts";
import { nmfUpdate } from "./nmf-update.ts";

const id = "sparse-coding/nmf";
/** Codes of new samples: non-negative least squares, as far as float32 activations carry it. */
const CODING = { kind: "fista", lambda: 0, iterations: 1000, tolerance: 1e-5, nonNegative: true } as const;

const params: {
  readonly components: IntegerField;
  readonly samples: IntegerField;
  readonly iterations: IntegerField;
} = {
  components: { ...componentsParam, default: 32 },
  samples: samplesParam,
  iterations: integer({
    doc: "How many multiplicative updates.",
    unit: "steps",
    default: 200,
    min: 1,
    max: 1_000_000,
    scale: "log",
  }),
};

/** Non-negative matrix factorisation: parts that only add up. For data without negative entries. */
export const nmf: DecomposerDefinition<typeof params> = defineDecomposer({
  id,
  title: "NMF",
  summary: "Factors non-negative activations into non-negative codes and atoms by multiplicative updates.",
  references: [
    {
      text: "D. D. Lee and H. S. Seung (2001), Algorithms for non-negative matrix factorization",
      url: "https://papers.nips.cc/paper/1861-algorithms-for-non-negative-matrix-factorization",
    },
  ],
  params,
  tags: { space: "activation", stochastic: true, signed: false, usesTruth: false, nonNegative: true },
  fit,
});

function fit(
  { source }: FitInput,
  values: ParamsOf<typeof params>,
  context: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const { components, samples: count } = values;
  const { dim } = source;
  const shapes = { codes: [count, components], dictionary: [components, dim] } as const;
  const state = context.resume?.state;
  const data = dataSet(id, source, count, context);
  // Between steps the factors are float32, as in a checkpoint.
  let codes = state && unpackTensor(`${id}: state.codes`, state.codes, shapes.codes);
  let dictionary = state && unpackTensor(`${id}: state.dictionary`, state.dictionary, shapes.dictionary);
  return fitSteps(
    {
      id,
      params: values,
      total: values.iterations,
      advance: () => {
        const samples = nonNegative(data.samples());
        codes ??= positive(context, "codes", samples, count * components);
        dictionary ??= positive(context, "dictionary", samples, components * dim);
        const factors = { codes: Float64Array.from(codes), dictionary: Float64Array.from(dictionary) };
        const loss = nmfUpdate(Float64Array.from(samples.data), factors, components);
        codes = Float32Array.from(factors.codes);
        dictionary = Float32Array.from(factors.dictionary);
        return { error: (2 * loss) / count };
      },
      build: () => dictionaryDecomposition(id, values, normalizeRows(matrix(components, dim, dictionary!)), CODING),
      save: () => ({
        data: data.start,
        codes: packTensor(codes!, shapes.codes),
        dictionary: packTensor(dictionary!, shapes.dictionary),
      }),
    },
    context,
  );
}

/** Random positive numbers whose product of two factors has about the samples' mean. */
function positive({ rng }: FitContext, name: string, samples: Matrix, length: number): Float32Array {
  const stream = rng.split(`init/${name}`);
  const mean = samples.data.reduce((sum, value) => sum + value, 0) / samples.data.length;
  const scale = Math.sqrt(mean);
  return Float32Array.from({ length }, () => scale * stream.uniform(0.1, 1));
}

function nonNegative(samples: Matrix): Matrix {
  const at = samples.data.findIndex((value) => value < 0);
  if (at >= 0) {
    fail("bad-param", {
      where: id,
      problem: "every activation must be ≥ 0 for non-negative factors",
      got: `${samples.data[at]} in row ${Math.floor(at / samples.cols)}, column ${at % samples.cols}`,
      cure: "use it on activations behind a ReLU, or use sparse-coding/online-dictionary-learning",
    });
  }
  return samples;
}
