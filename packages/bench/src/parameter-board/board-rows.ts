import type { BoardSize } from "../board/contract.ts";
import type { Bar, ParameterRowPlan, Start } from "./contract.ts";

/** What SPD's paper publishes of toy models of superposition, with the room that its own spread leaves. */
const spdBars = (features: number, mmcs: number, ml2r: readonly [number, number]): readonly Bar[] => [
  { value: "distinct", min: features, max: features },
  { value: "mmcs", min: mmcs },
  { value: "ml2r", min: ml2r[0], max: ml2r[1] },
  { value: "identityError", max: 0 },
  { value: "denseError", max: 0 },
];

/** Errors averaged over outputs, as in the papers. */
const spdParams = { lossReduction: "mean" };

const shorter = "a fraction of the published training: smooth L0 and no empty inputs";

/** A row for each way to start SPD. */
function spdRows(
  network: string,
  params: Readonly<Record<string, unknown>>,
  bars: readonly Bar[],
  starts: readonly Start[] = ["random", "data", "truth"],
): readonly ParameterRowPlan[] {
  return starts.map((start) => ({
    network,
    method: start === "truth" ? "apd/spd-oracle" : "apd/spd",
    start,
    params: {
      ...spdParams,
      ...params,
      ...(start !== "truth" && { initialisation: start === "data" ? "data" : "overlap" }),
    },
    inputs: "non-zero",
    bars,
    note: shorter,
  }));
}

/** Rows of what takes no learning, for comparison. */
function baselineRows(network: string): readonly ParameterRowPlan[] {
  return ["baseline/singular-vectors", "baseline/neurons"].map((method) => ({
    network,
    method,
    start: "none",
    params: {},
    inputs: "all",
    bars: [],
  }));
}

const apdTmsParams = {
  components: 5,
  rank: 3,
  steps: 6000,
  batch: 1024,
  learningRate: 0.03,
  schedule: "constant",
  warmup: 0.05,
  lossReduction: "mean",
  active: 0.211,
  attributionsOf: "model",
  simplicity: 0.7,
};

/** What APD's paper publishes of 5 features in 2 dimensions. */
const apdBars: readonly Bar[] = [
  { value: "distinct", min: 5, max: 5 },
  { value: "mmcs", min: 0.998 },
  { value: "ml2r", min: 0.88, max: 0.91 },
];

function apdRows(steps: number, batch: number): readonly ParameterRowPlan[] {
  return (["random", "truth"] as const).map((start) => ({
    network: "tms-5-2",
    method: start === "truth" ? "apd/apd-oracle" : "apd/apd",
    start,
    params: { ...apdTmsParams, steps, batch },
    inputs: "all",
    bars: apdBars,
    note: "a fraction of the published training",
  }));
}

/** What SPD's paper says of a residual MLP: one component for each feature on the way in, all neurons' on the way out. */
const residualBars = (features: number): readonly Bar[] => [
  { value: "distinct", min: features, max: features },
  { value: "identityError", max: 0 },
  { value: "denseError", max: 0 },
];

/** Every row of the board at a size, network by network. */
export function parameterBoardRows(size: BoardSize): readonly ParameterRowPlan[] {
  const tms52 = { components: 20, importance: 6e-3, batch: 256, layerwise: 1 };
  const bars52 = spdBars(5, 0.999, [0.98, 1.02]);
  if (size === "ci") {
    return [
      ...spdRows("tms-5-2", { ...tms52, steps: 1500, batch: 128, learningRate: 0.01 }, bars52),
      ...apdRows(1000, 256),
      ...baselineRows("tms-5-2"),
    ];
  }
  const sharedGate = { importanceFunction: "shared-mlp", batch: 256 };
  return [
    ...spdRows("tms-5-2", { ...tms52, steps: 10_000 }, bars52),
    ...apdRows(4000, 1024),
    ...baselineRows("tms-5-2"),
    ...spdRows(
      "tms-40-10",
      { components: 120, importance: 2e-4, steps: 4000, batch: 256, learningRate: 5e-3 },
      spdBars(40, 0.995, [0.97, 1.03]),
    ),
    ...baselineRows("tms-40-10"),
    ...spdRows(
      "tms-5-2-identity",
      { ...sharedGate, sharedHidden: 16, components: 12, importance: 3e-3, layerwise: 1, steps: 8000 },
      bars52,
    ),
    ...baselineRows("tms-5-2-identity"),
    ...spdRows(
      "residual-mlp",
      { ...sharedGate, sharedHidden: 32, components: 80, importance: 5e-5, steps: 40_000 },
      residualBars(40),
    ),
    ...baselineRows("residual-mlp"),
  ];
}
