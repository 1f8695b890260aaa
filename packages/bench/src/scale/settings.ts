import type { ScaleSetting, ScaleStart } from "./contract.ts";

type Size = Pick<ScaleSetting["network"], "animals" | "attributes" | "minDistance">;

const large: Size = { animals: 500, attributes: 35, minDistance: 10 };
const largest: Size = { animals: 1000, attributes: 50, minDistance: 14 };

/**
 * From the size that trains in a page to that of the argument, 1000 animals in the span of 50 attributes. In larger ones
 * attributes vary more by themselves and thresholds are higher, since more animals disturb each other; importances cost
 * less, since fewer samples show any one animal; and batches grow with the number of animals. The two largest come a second
 * time, started as the smaller ones are: where that leads.
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
    components: { animals: 200, attributes: 80 },
    pressure: 2.5,
    prune: 4,
    start: { animals: "mapped", attributes: "overlap" },
    params: { steps: 15_000, batch: 128, learningRate: 3e-3, importance: 0.004, faithfulness: 50 },
  },
  larger(
    { animals: 100, attributes: 16, minDistance: 4 },
    { components: 500, steps: 20_000, batch: 128, start: "mapped" },
  ),
  larger(
    { animals: 200, attributes: 25, minDistance: 7 },
    { components: 800, steps: 20_000, batch: 256, start: "mapped" },
  ),
  larger(large, { components: 1000, steps: 12_000, batch: 640, start: "attributed" }),
  larger(largest, { components: 2000, steps: 12_000, batch: 1280, start: "attributed" }),
  { ...larger(large, { components: 1500, steps: 24_000, batch: 640, start: "mapped" }), id: "500+35-mapped" },
  { ...larger(largest, { components: 2500, steps: 24_000, batch: 1280, start: "mapped" }), id: "1000+50-mapped" },
];

function larger(
  size: Size,
  {
    components,
    start,
    ...params
  }: Pick<ScaleSetting["params"], "steps" | "batch"> & {
    readonly components: number;
    /** Of the animals. */
    readonly start: ScaleStart;
  },
): ScaleSetting {
  return {
    id: `${size.animals}+${size.attributes}`,
    network: { ...size, jitter: 0.7, theta: 0.6, strengthLow: 0.8, strengthHigh: 1 },
    components: { animals: components, attributes: 8 * size.attributes },
    pressure: 6,
    prune: 4,
    start: { animals: start, attributes: "overlap" },
    // As heavy beside the summed error of the outputs as a weight of 1 beside their mean.
    params: { ...params, learningRate: 3e-3, importance: 0.0018, faithfulness: size.animals + size.attributes },
  };
}
