import type { NetworkDefinition } from "./network-definition.ts";
import { readoutParams } from "./readout/params.ts";
import { readoutNetwork } from "./readout/readout-network.ts";
import { superposedReadoutParams } from "./readout/superposed-params.ts";
import { superposedReadout } from "./readout/superposed-readout.ts";
import { trainedReadoutParams, trainReadoutNetwork } from "./readout/train-readout-network.ts";
import { residualMlpParams } from "./toy/residual-mlp-params.ts";
import { trainResidualMlp } from "./toy/train-residual-mlp.ts";
import { tmsParams, trainTms } from "./toy/train-tms.ts";

/** Every network of this package that can be made from a stream and parameters. */
export const networks: readonly NetworkDefinition[] = [
  {
    id: "readout",
    title: "Animals and attributes",
    summary:
      "Circuits built by hand on animals and on the attributes that animals are sums of, one weight matrix for each.",
    params: readoutParams,
    build: async (rng, params) => readoutNetwork(rng, params),
  },
  {
    id: "trained-readout",
    title: "Animals and attributes, trained",
    summary: "The same layer with weights and thresholds learned from what the circuits should answer.",
    params: trainedReadoutParams,
    build: (rng, params, context) => trainReadoutNetwork(rng, params, context),
  },
  {
    id: "superposed-readout",
    title: "Circuits on shared neurons",
    summary: "Animal circuits that are spread over fewer neurons than there are circuits.",
    params: superposedReadoutParams,
    build: async (rng, params) => superposedReadout(rng, params),
  },
  {
    id: "tms",
    title: "Toy model of superposition",
    summary: "More features than hidden dimensions, written and read by one shared matrix.",
    params: tmsParams,
    build: (rng, params, context) => trainTms(rng, params, context),
  },
  {
    id: "residual-mlp",
    title: "Residual MLP",
    summary: "Answers x + relu(x) for more features than there are neurons, in a residual stream.",
    params: residualMlpParams,
    build: (rng, params, context) => trainResidualMlp(rng, params, context),
  },
];
