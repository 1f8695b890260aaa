import type { ScaleSetting } from "../src/scale/contract.ts";

/** A setting that trains in a second. */
export const tinyScaleSetting: ScaleSetting = {
  id: "6+4",
  network: { animals: 6, attributes: 4, minDistance: 1, jitter: 0.5, theta: 0.5, strengthLow: 0.7, strengthHigh: 1 },
  components: { animals: 20, attributes: 8 },
  pressure: 2,
  prune: 2,
  start: { animals: "mapped", attributes: "data" },
  params: { steps: 60, batch: 16, learningRate: 0.01, importance: 0.004, faithfulness: 1 },
};
