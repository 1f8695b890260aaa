import { type IntegerField, integer, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { annealingState, pAnnealingLoss } from "./p-annealing-loss.ts";
import { penaltyParams } from "./penalty.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams & {
  readonly sparsityCoefficient: NumberField;
  readonly sparsityWarmup: NumberField;
  readonly pStart: NumberField;
  readonly pEnd: NumberField;
  readonly annealStart: NumberField;
  readonly updates: IntegerField;
  readonly initNorm: NumberField;
} = {
  ...trainingParams,
  sparsityCoefficient: number({
    label: "sparsity coefficient",
    doc: "First weight of the sparsity penalty; it is rescaled whenever the exponent changes.",
    default: 0.3,
    min: 0,
    max: 1000,
    sweep: [0.8, 0.4, 0.2, 0.1, 0.05],
  }),
  sparsityWarmup: penaltyParams.sparsityWarmup,
  pStart: number({ label: "first exponent", doc: "Exponent of the penalty at first.", default: 1, min: 0.05, max: 2 }),
  pEnd: number({ label: "last exponent", doc: "Exponent of the penalty at last.", default: 0.2, min: 0.05, max: 2 }),
  annealStart: number({
    label: "start of annealing",
    doc: "Share of training after which the exponent begins to change.",
    default: 0.2,
    min: 0,
    max: 1,
  }),
  updates: integer({ doc: "Steps in which the exponent changes from first to last.", default: 10, min: 1, max: 1000 }),
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns; decoder rows are held at 1.",
    default: 0.1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** What distinguishes `sae/p-annealing`. */
export const pAnnealingAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/p-annealing",
  title: "p-annealing sparse autoencoder",
  summary: "The penalty starts as the sum of codes and turns, power by power, into their number.",
  references: [
    {
      text: "Karvonen et al. 2024, Measuring progress in dictionary learning with board game models",
      url: "https://arxiv.org/abs/2408.00113",
    },
  ],
  params,
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm }) => ({ decoder: 1, encoder: initNorm }),
    unitDecoder: () => true,
    activation: () => ({ kind: "relu" }),
  }),
  state: annealingState,
  needsDead: () => false,
  loss: pAnnealingLoss,
};

/** The sparse autoencoder whose penalty anneals from the L1 norm towards a count. */
export const pAnnealing: DecomposerDefinition<typeof params> = defineAutoencoder(pAnnealingAutoencoder);
