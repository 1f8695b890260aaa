import type { Rng } from "@exampledon/core";
import { type KnownNetwork, readoutNetwork, type TrainingContext, trainTms } from "@exampledon/networks";

/** Long enough for every feature to be learned. */
const TRAINING = { steps: 800, batch: 128, learningRate: 0.015 };

/** The small networks that a method can be tried on, by the name that a reader chooses; those that are trained take a second. */
export const DEMO_NETWORKS: Readonly<Record<string, (rng: Rng, context: TrainingContext) => Promise<KnownNetwork>>> = {
  "5 features in a plane": (rng, context) => trainTms(rng, { features: 5, hidden: 2, ...TRAINING }, context),
  "5 features and an identity": (rng, context) =>
    trainTms(rng, { features: 5, hidden: 2, identity: true, ...TRAINING }, context),
  "8 features in 4 dimensions": (rng, context) => trainTms(rng, { features: 8, hidden: 4, ...TRAINING }, context),
  "animals and attributes": async (rng) => readoutNetwork(rng, { animals: 12, attributes: 5, minDistance: 1 }),
};
