import {
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type Matrix,
  matrix,
  type NumberField,
  number,
  type ParamsOf,
  rowOf,
  throwIfAborted,
} from "@exampledon/core";
import {
  type DecomposerDefinition,
  type Decomposition,
  defineDecomposer,
  type FitContext,
  type FitInput,
  type FitStep,
  packTensor,
  unpackRng,
  unpackTensor,
} from "@exampledon/decomposer";
import { codeSamples } from "./code-samples.ts";
import { fistaParams, fistaPursuit, ompParams, ompPursuit } from "./coder-params.ts";
import { dictionaryDecomposition } from "./dictionary-decomposition.ts";
import { fitSteps } from "./fit-steps.ts";
import { initialDictionary } from "./initial-dictionary.ts";
import { componentsParam } from "./learn-params.ts";
import { type CodeStatistics, updateAtoms } from "./update-atoms.ts";
import { worstSamples } from "./worst-samples.ts";

const id = "sparse-coding/online-dictionary-learning";

const params: {
  readonly components: IntegerField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly forgetting: NumberField;
  readonly coder: ChoiceField<"fista" | "omp">;
} & typeof fistaParams &
  typeof ompParams = {
  // The statistics of all pairs of atoms must fit into memory.
  components: { ...componentsParam, max: 8192 },
  steps: integer({
    doc: "How often the dictionary is updated.",
    unit: "steps",
    default: 100,
    min: 1,
    max: 1e6,
    scale: "log",
  }),
  batch: integer({
    doc: "Fresh activations per step.",
    unit: "samples",
    default: 256,
    min: 1,
    max: 1_000_000,
    scale: "log",
  }),
  forgetting: number({
    doc: "Power ρ of (1 − 1/t)^ρ, by which older statistics are scaled down at step t; 0 keeps all of them alike.",
    default: 2,
    min: 0,
    max: 100,
  }),
  coder: choice({
    doc: "How samples are coded: fista (lambda, iterations) or omp (k, tolerance).",
    default: "fista",
    choices: ["fista", "omp"],
  }),
  ...fistaParams,
  ...ompParams,
};

/** Sparse dictionary learning from a stream: codes of a batch, then one sweep over the atoms with all codes so far. */
export const onlineDictionaryLearning: DecomposerDefinition<typeof params> = defineDecomposer({
  id,
  title: "Online dictionary learning",
  summary: "Codes each batch with an L1 penalty and moves the atoms to where all codes so far want them.",
  references: [
    {
      text: "J. Mairal, F. Bach, J. Ponce and G. Sapiro (2010), Online learning for matrix factorization and sparse coding",
      url: "https://www.jmlr.org/papers/v11/mairal10a.html",
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
  const { components: count, batch, forgetting } = values;
  const { dim } = source;
  const state = context.resume?.state;
  const read = (name: string, ...shape: number[]): Float32Array =>
    state ? unpackTensor(`${id}: state.${name}`, state[name], shape) : new Float32Array(shape[0]! * shape[1]!);
  const data = state ? unpackRng(`${id}: state.data`, state.data) : context.rng.split("data");
  const pursuit = values.coder === "omp" ? ompPursuit(values, count) : fistaPursuit(values);
  let statistics: CodeStatistics = { products: read("products", count, count), targets: read("targets", count, dim) };
  let dictionary = state ? matrix(count, dim, read("dictionary", count, dim)) : undefined;

  const draw = (): Matrix => source.sample(data, batch);
  const first = (samples: Matrix): Matrix => initialDictionary(context.rng.split("init"), samples, count);
  return fitSteps(
    {
      id,
      params: values,
      total: values.steps,
      advance: (step) => {
        const samples = draw();
        throwIfAborted(context.signal, id);
        dictionary ??= first(samples);
        const { codes, errors } = codeSamples(dictionary, samples, pursuit);
        const keep = (1 - 1 / step) ** forgetting;
        statistics = addCodes(statistics, keep, codes, samples);
        dictionary = updateAtoms(dictionary, statistics, worstSamples(samples, errors));
        const active = codes.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
        const error = errors.reduce((sum, value) => sum + value, 0);
        return { error: error / samples.rows, active: active / samples.rows };
      },
      build: () => dictionaryDecomposition(id, values, dictionary!, pursuit),
      save: () => ({
        data: data.state(),
        dictionary: packTensor(dictionary!.data, [count, dim]),
        products: packTensor(statistics.products, [count, count]),
        targets: packTensor(statistics.targets, [count, dim]),
      }),
    },
    context,
  );
}

/** The statistics, scaled by `keep`, and those of a batch with codes `[samples × atoms]`; O(atoms² + samples · active · dim). */
function addCodes(before: CodeStatistics, keep: number, codes: Float64Array, samples: Matrix): CodeStatistics {
  const products = Float64Array.from(before.products, (value) => value * keep);
  const targets = Float64Array.from(before.targets, (value) => value * keep);
  const count = codes.length / samples.rows;
  const dim = samples.cols;
  for (let i = 0; i < samples.rows; i++) {
    const code = codes.subarray(i * count, (i + 1) * count);
    const active: number[] = [];
    for (let a = 0; a < count; a++) if (code[a] !== 0) active.push(a);
    const x = rowOf(samples, i);
    for (const a of active) {
      for (const b of active) products[a * count + b]! += code[a]! * code[b]!;
      for (let j = 0; j < dim; j++) targets[a * dim + j]! += code[a]! * x[j]!;
    }
  }
  return { products: Float32Array.from(products), targets: Float32Array.from(targets) };
}
