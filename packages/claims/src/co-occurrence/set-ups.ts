import type { CircuitReading } from "./read-circuit.ts";

/** How one circuit is trained. */
export interface SetUp {
  readonly steps: number;
  /** Share of the samples that are elephants. */
  readonly rate: number;
}

/** The shares of grey elephants that every run compares. */
export const SHARES: readonly number[] = [0.9, 0.99, 0.999, 1];

/** The set-ups over which rates are compared: short to long, elephants from common to rare. */
export const SET_UPS: readonly SetUp[] = [0.5, 0.1, 0.02].flatMap((rate) =>
  [300, 1000, 3000].map((steps) => ({ steps, rate })),
);

/** Figures in circulation for this experiment at each of {@link SHARES}; no training set-up is stated with them. */
const QUOTED: readonly Pick<CircuitReading, "greyWeight" | "pinkDetected" | "greyFalseAlarms">[] = [
  { greyWeight: 0.19, pinkDetected: 1, greyFalseAlarms: 0 },
  { greyWeight: 0.43, pinkDetected: 0.99, greyFalseAlarms: 0 },
  { greyWeight: 0.66, pinkDetected: 0.84, greyFalseAlarms: 0.61 },
  { greyWeight: 0.7, pinkDetected: 0.73, greyFalseAlarms: 0.78 },
];

/** Values that compare set-ups. */
export interface SetUpValues {
  readonly [name: string]: number;
  /** Largest distance of the weight on grey from the predicted one, elephants always grey. */
  readonly weightOff: number;
  /** Weight on the elephant minus weight on grey, elephants always grey: mean over the set-ups. */
  readonly weightDifference: number;
  /** Detection of elephants that are not grey, elephants always grey: lowest and highest. */
  readonly leastDetected: number;
  readonly mostDetected: number;
  /** Largest distance from the quoted figures, in the set-up where it is smallest. */
  readonly quotedGap: number;
}

/**
 * Compares set-ups.
 * @param readings by set-up, then by share, in the order of {@link SET_UPS} and {@link SHARES}
 * @param predictedWeight the weight on grey that a circuit has which cannot tell it from the elephant
 */
export function compareSetUps(readings: readonly (readonly CircuitReading[])[], predictedWeight: number): SetUpValues {
  const always = readings.map((row) => row.at(-1)!);
  const gaps = readings.map((row) =>
    Math.max(
      ...row.flatMap((reading, i) => {
        const quoted = QUOTED[i]!;
        return [
          reading.greyWeight - quoted.greyWeight,
          reading.pinkDetected - quoted.pinkDetected,
          reading.greyFalseAlarms - quoted.greyFalseAlarms,
        ].map(Math.abs);
      }),
    ),
  );
  return {
    weightOff: Math.max(...always.map(({ greyWeight }) => Math.abs(greyWeight - predictedWeight))),
    weightDifference:
      always.reduce((sum, { greyWeight, elephantWeight }) => sum + elephantWeight - greyWeight, 0) / always.length,
    leastDetected: Math.min(...always.map(({ pinkDetected }) => pinkDetected)),
    mostDetected: Math.max(...always.map(({ pinkDetected }) => pinkDetected)),
    quotedGap: Math.min(...gaps),
  };
}
