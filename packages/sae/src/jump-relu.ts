import { type ChoiceField, choice, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { decoderLengths } from "./export-decomposition.ts";
import { jumpReluLoss } from "./jump-relu-loss.ts";
import { penaltyParams, penaltyState } from "./penalty.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";
import type { StandardWeight } from "./weights.ts";

const params: typeof trainingParams &
  typeof penaltyParams & {
    readonly l0Coefficient: NumberField;
    readonly penalty: ChoiceField<"step" | "tanh">;
    readonly bandwidth: NumberField;
    readonly thresholdScale: ChoiceField<"raw" | "log">;
    readonly initThreshold: NumberField;
    readonly tanhScale: NumberField;
    readonly preActCoefficient: NumberField;
    readonly initNorm: NumberField;
  } = {
  ...trainingParams,
  ...penaltyParams,
  l0Coefficient: number({
    label: "L0 coefficient",
    doc: "Weight of the penalty on latents that are on.",
    default: 0.05,
    min: 0,
    max: 1000,
    sweep: [0.2, 0.1, 0.05, 0.02, 0.01],
  }),
  penalty: choice({
    doc: "Whether latents that are on are counted, or weighed by a tanh of their size.",
    default: "step",
    choices: ["step", "tanh"],
  }),
  bandwidth: number({
    doc: "Width of the window around a threshold from which it learns, in units of pre-activations; keep it to their scale.",
    default: 0.1,
    min: 1e-4,
    max: 1000,
    scale: "log",
  }),
  thresholdScale: choice({
    label: "threshold scale",
    doc: "Whether thresholds are learned as they are, or their logarithms, which Adam moves too slowly from small ones.",
    default: "raw",
    choices: ["raw", "log"],
  }),
  initThreshold: number({
    label: "initial threshold",
    doc: "What every threshold starts at, in units of pre-activations.",
    default: 0.1,
    min: 1e-4,
    max: 1000,
    scale: "log",
  }),
  tanhScale: number({
    label: "tanh scale",
    doc: "Steepness of the tanh penalty.",
    default: 4,
    min: 0.01,
    max: 1000,
    scale: "log",
  }),
  preActCoefficient: number({
    label: "pre-activation coefficient",
    doc: "Weight of the term that pulls dead latents up to their thresholds; with the tanh penalty only.",
    default: 3e-6,
    min: 0,
    max: 1000,
  }),
  initNorm: number({
    label: "initial norm",
    doc: "Length of the first encoder columns and decoder rows.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

type Params = ParamsOf<typeof params>;

const standard = standardWeights<Params>({
  initialNorms: ({ initNorm }) => ({ decoder: initNorm, encoder: initNorm }),
  activation: () => ({ kind: "relu" }),
});

/** What distinguishes `sae/jump-relu`. */
export const jumpReluAutoencoder: AutoencoderDefinition<typeof params, StandardWeight | "threshold"> = {
  id: "sae/jump-relu",
  title: "JumpReLU sparse autoencoder",
  summary: "Each latent has a learned threshold below which it is silent, and what is penalised is how many are not.",
  references: [
    { text: "Rajamanoharan et al. 2024, Jumping ahead: JumpReLU SAEs", url: "https://arxiv.org/abs/2407.14435" },
    {
      text: "Conerly et al. 2025, Dictionary learning optimization techniques",
      url: "https://transformer-circuits.pub/2025/january-update/index.html#DL",
    },
  ],
  params,
  weights: (params, setting) => ({
    ...standard.weights(params, setting),
    threshold: {
      shape: [params.latents],
      latentAxis: "first",
      ...(params.thresholdScale === "raw" && { min: 0 }),
    },
  }),
  initial: (rng, params, setting) => ({
    ...standard.initial(rng, params, setting),
    threshold: new Float32Array(params.latents).fill(firstThreshold(params)),
  }),
  state: penaltyState,
  needsDead: ({ penalty, preActCoefficient }) => penalty === "tanh" && preActCoefficient > 0,
  loss: jumpReluLoss,
  revive: (input, params) => {
    const changed = standard.revive(input, params);
    for (const latent of changed) input.weights.threshold[latent] = firstThreshold(params);
    return changed;
  },
  exported: (trained, params, setting) => {
    const { decoder, threshold } = trained.weights;
    const linear = params.thresholdScale === "log" ? threshold.map(Math.exp) : threshold;
    const lengths = decoderLengths(decoder, params.latents);
    const thresholds = linear.map((value, i) => value * lengths[i]!);
    return { ...standard.exported(trained, params, setting), activation: { kind: "threshold", thresholds } };
  },
};

function firstThreshold({ initThreshold, thresholdScale }: Params): number {
  return thresholdScale === "log" ? Math.log(initThreshold) : initThreshold;
}

/** The sparse autoencoder with a learned threshold per latent. */
export const jumpRelu: DecomposerDefinition<typeof params> = defineAutoencoder(jumpReluAutoencoder);
