import { normalizeRows } from "@exampledon/core";
import {
  type ActivationSource,
  type DecomposerDefinition,
  type Decomposition,
  joinSources,
  kMeans,
  pca,
  random,
} from "@exampledon/decomposer";
import { columnsOfPart, endToEnd, matchingPursuit, pAnnealing, tied, transcoder } from "@exampledon/sae";
import { ica, kSvd, onlineDictionaryLearning } from "@exampledon/sparse-coding";
import { ARCHITECTURES, type Sparsity } from "../sae-finds-one-ontology/architectures.ts";
import { type Training, trainMethod } from "../train-method.ts";
import type { Row, RowInput, Sees } from "./row.ts";
import { besideEachOther, latentUnits, type Units } from "./units.ts";

/** The parameters that decide how methods learn from activations. */
export interface LatentRowParams {
  readonly l1Coefficient: number;
  readonly l0Coefficient: number;
  readonly k: number;
  readonly saeSteps: number;
  readonly saeBatch: number;
  readonly saeLearningRate: number;
}

/** Iterations of a code of online dictionary learning, fewer than its default: every sample of every step takes them. */
const CODE_ITERATIONS = 50;
/** SAE steps at which other methods learn for as long and from as much as their defaults say. */
const DEFAULT_STEPS = 2000;

/** Keys and titles of all rows that learn from activations. */
export const LATENT_ROWS: readonly (readonly [key: string, title: string])[] = [
  ["random", "random directions"],
  ["pca", "PCA"],
  ["ica", "ICA"],
  ["kMeans", "k-means"],
  ["kSvd", "K-SVD"],
  ["online", "online dictionary learning"],
  ...Object.entries(ARCHITECTURES).map(([key, { title }]) => [key, `${title} SAE`] as const),
  ["pAnnealing", "p-annealing SAE"],
  ["tied", "tied SAE"],
  ["pursuit", "matching-pursuit SAE"],
  ["endToEnd", "end-to-end SAE"],
  ["transcoder", "transcoder"],
];

/** One row for every method that learns from activations; each may have a unit for every circuit. */
export function latentRows(p: LatentRowParams, circuits: number): Row[] {
  const share = Math.min(1, p.saeSteps / DEFAULT_STEPS);
  const part = (most: number): number => Math.max(1, Math.ceil(share * most));
  const sparsity: Sparsity = { l1Coefficient: p.l1Coefficient, l0Coefficient: p.l0Coefficient, most: p.k, mean: p.k };
  const training = { latents: circuits, steps: p.saeSteps, batch: p.saeBatch, learningRate: p.saeLearningRate };
  const { l1Coefficient } = p;
  const sees: Sees = "activations and circuits";
  const of = (method: unknown, params: object): Choice => ({ method: method as DecomposerDefinition, params });
  const sae = (method: unknown, params: object): Choice => of(method, { ...training, ...params });
  const choices: Readonly<Record<string, Choice>> = {
    random: of(random, { components: circuits }),
    pca: of(pca, { samples: part(8192) }),
    ica: of(ica, { samples: part(8192) }),
    kMeans: of(kMeans, { components: circuits, iterations: part(50), batch: part(2048) }),
    kSvd: of(kSvd, { components: circuits, iterations: part(30), samples: part(4096) }),
    online: of(onlineDictionaryLearning, {
      components: circuits,
      steps: part(100),
      batch: part(128),
      codeIterations: part(CODE_ITERATIONS),
    }),
    ...Object.fromEntries(
      Object.entries(ARCHITECTURES).map(([key, { method, params }]) => [key, sae(method, params(sparsity, circuits))]),
    ),
    pAnnealing: sae(pAnnealing, { sparsityCoefficient: l1Coefficient }),
    tied: sae(tied, { l1Coefficient }),
    pursuit: sae(matchingPursuit, { maxIterations: p.k }),
    endToEnd: { ...sae(endToEnd, { l1Coefficient }), sees },
    transcoder: { ...sae(transcoder, { l1Coefficient }), sees },
  };
  return LATENT_ROWS.map(([key, title]) => learnt(key, title, choices[key]!));
}

interface Choice {
  readonly method: DecomposerDefinition;
  readonly params: object;
  /** Default activations alone. */
  readonly sees?: Sees;
}

function learnt(key: string, title: string, { method, params, sees = "activations" }: Choice): Row {
  return {
    key,
    title,
    sees,
    async *find(input) {
      const { level, context, inputs } = input;
      const joined = method.tags.needsParts ? withAnswers(input) : undefined;
      // The network's own inputs are the source: there is no world beside them.
      const training: Omit<Training, "world"> = {
        method,
        params: { ...params },
        source: joined ?? level.network.source,
        network: level.network,
        rng: context.rng.split(`fit ${level.key} ${key}`),
      };
      const fit = trainMethod(training as Training, context);
      for (;;) {
        const next = await fit.next();
        if (next.done) return joined ? acrossUnits(next.value, input, joined) : latentUnits(next.value, inputs);
        yield { step: next.value.step, total: next.value.total };
      }
    },
  };
}

/** Activations, and what the network answers to them. */
function withAnswers({ level: { network, answers } }: RowInput): ActivationSource {
  const { source } = network;
  return joinSources([source, { dim: network.outputs, sample: (rng, batch) => answers(source.sample(rng, batch)) }]);
}

/** Latents that read the activation and write the network's answers: what they read is their direction. */
function acrossUnits(decomposition: Decomposition, { level, inputs }: RowInput, source: ActivationSource): Units {
  const parts = source.parts!;
  const read = columnsOfPart(decomposition.read, parts, 0);
  return {
    directions: normalizeRows(read),
    read,
    codes: decomposition.activity(besideEachOther(inputs, level.answers(inputs))),
    write: columnsOfPart(decomposition.write, parts, 1),
    into: "answers",
  };
}
