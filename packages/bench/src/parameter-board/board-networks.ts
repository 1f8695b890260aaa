import { type NetworkDefinition, networks } from "@exampledon/networks";
import type { BoardNetwork } from "./contract.ts";

/** A short training that gives the same network as the published one. */
const TRAINING = { steps: 1200, batch: 256, learningRate: 0.01 };

/** The networks of the board, each with mechanisms that are known. */
export const parameterBoardNetworks: readonly BoardNetwork[] = [
  {
    id: "tms-5-2",
    title: "Toy model of superposition, 5 features in 2 dimensions",
    definition: named("tms"),
    params: { features: 5, hidden: 2, ...TRAINING },
  },
  {
    id: "tms-40-10",
    title: "Toy model of superposition, 40 features in 10 dimensions",
    definition: named("tms"),
    params: { features: 40, hidden: 10, ...TRAINING },
  },
  {
    id: "tms-5-2-identity",
    title: "5 features in 2 dimensions, with an identity in between",
    definition: named("tms"),
    params: { features: 5, hidden: 2, identity: true, ...TRAINING },
  },
  {
    id: "residual-mlp",
    title: "Residual MLP of one layer, 40 features and 20 neurons",
    definition: named("residual-mlp"),
    params: { features: 40, width: 200, neurons: 20, activeChance: 0.025, steps: 1000, batch: 512 },
  },
];

function named(id: string): NetworkDefinition {
  return networks.find((network) => network.id === id)!;
}
