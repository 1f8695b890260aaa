import { type ChoiceField, choice, fail, type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { type AutoencoderDefinition, defineAutoencoder } from "./autoencoder.ts";
import { endToEndLoss, requireNetwork } from "./end-to-end-loss.ts";
import { penaltyState } from "./penalty.ts";
import { checkSparsity, sparsityActivation, sparsityParams } from "./sparsity.ts";
import { standardWeights } from "./standard-weights.ts";
import { trainingParams } from "./training-params.ts";

const params: typeof trainingParams &
  typeof sparsityParams & {
    readonly outputError: ChoiceField<"squared" | "kl">;
    readonly outputCoefficient: NumberField;
    readonly activationCoefficient: NumberField;
    readonly initNorm: NumberField;
  } = {
  ...trainingParams,
  ...sparsityParams,
  outputError: choice({
    label: "output error",
    doc: "Whether the network's outputs are compared by squared error, or as logits by Kullback–Leibler divergence.",
    default: "squared",
    choices: ["squared", "kl"],
  }),
  outputCoefficient: number({
    label: "output coefficient",
    doc: "Weight of the error of the network's outputs.",
    default: 1,
    min: 0,
    max: 1000,
  }),
  activationCoefficient: number({
    label: "activation coefficient",
    doc: "Weight of the squared error of the activations themselves; 0 leaves what the network does not use alone.",
    default: 0,
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

/** What distinguishes `sae/end-to-end`. */
export const endToEndAutoencoder: AutoencoderDefinition<typeof params> = {
  id: "sae/end-to-end",
  title: "End-to-end sparse autoencoder",
  summary: "Trained by what the network that reads the activations makes of the reconstruction.",
  references: [
    {
      text: "Braun et al. 2024, Identifying functionally important features with end-to-end sparse dictionary learning",
      url: "https://arxiv.org/abs/2405.12241",
    },
  ],
  params,
  tags: { usesNetwork: true },
  check: (params, { dim, network }) => {
    checkSparsity("endToEnd", params);
    const { inputs } = requireNetwork(network);
    if (inputs !== dim) {
      fail("bad-shape", {
        where: "sae/end-to-end",
        problem: `the network must take activations of width ${dim}`,
        got: inputs,
        cure: "pass the network that reads this source",
      });
    }
  },
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: ({ initNorm }) => ({ decoder: initNorm, encoder: initNorm }),
    activation: sparsityActivation,
  }),
  state: penaltyState,
  needsDead: () => false,
  loss: endToEndLoss,
};

/** The sparse autoencoder of what a network uses. */
export const endToEnd: DecomposerDefinition<typeof params> = defineAutoencoder(endToEndAutoencoder);
