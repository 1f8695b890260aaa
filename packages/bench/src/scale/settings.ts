import type { ScaleSetting } from "./contract.ts";

const params: Omit<ScaleSetting["params"], "steps" | "importance" | "faithfulness" | "initialisation"> = {
  batch: 128,
  learningRate: 3e-3,
};

/**
 * From the size that trains in a page to that of the argument, 1000 animals in the span of 50 attributes. In larger ones
 * attributes vary more by themselves and thresholds are higher, since more animals disturb each other; importances cost
 * less, since fewer samples show any one animal; and read vectors start along random activations instead of anywhere.
 */
export const scaleSettings: readonly ScaleSetting[] = [
  {
    id: "40+10",
    network: {
      animals: 40,
      attributes: 10,
      minDistance: 3,
      jitter: 0.5,
      theta: 0.5,
      strengthLow: 0.7,
      strengthHigh: 1,
    },
    components: { animals: 200, attributes: 20 },
    pressure: 2.5,
    params: { ...params, steps: 15_000, importance: 0.004, faithfulness: 50, initialisation: "overlap" },
  },
  larger({ animals: 100, attributes: 16, minDistance: 4 }, 500, 40_000),
  larger({ animals: 200, attributes: 25, minDistance: 7 }, 800, 40_000),
  larger({ animals: 500, attributes: 35, minDistance: 10 }, 1500, 80_000),
  larger({ animals: 1000, attributes: 50, minDistance: 14 }, 2000, 80_000),
];

function larger(
  size: Pick<ScaleSetting["network"], "animals" | "attributes" | "minDistance">,
  components: number,
  steps: number,
): ScaleSetting {
  return {
    id: `${size.animals}+${size.attributes}`,
    network: { ...size, jitter: 0.7, theta: 0.6, strengthLow: 0.8, strengthHigh: 1 },
    components: { animals: components, attributes: 2 * size.attributes },
    pressure: 6,
    // As heavy beside the summed error of the outputs as a weight of 1 beside their mean.
    params: {
      ...params,
      steps,
      importance: 0.0018,
      faithfulness: size.animals + size.attributes,
      initialisation: "data",
    },
  };
}
