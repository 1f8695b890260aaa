import type { Rng } from "@exampledon/core";
import type { HierarchicalParams } from "./params.ts";

/** Mean and standard deviation of every feature's magnitude, `[features]` each. */
export interface Magnitudes {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Draws them: means on a line times a fixed random factor, deviations folded normal. */
export function drawMagnitudes(rng: Rng, params: HierarchicalParams): Magnitudes {
  const { features, magnitudeFirst, magnitudeLast, lengthSpread, deviation, deviationSpread } = params;
  const [lengths, spreads] = [rng.split("lengths"), rng.split("deviations")];
  const step = (magnitudeLast - magnitudeFirst) / Math.max(1, features - 1);
  return {
    means: Float64Array.from(
      { length: features },
      (_, i) => (magnitudeFirst + step * i) * lengths.normal(1, lengthSpread),
    ),
    deviations: Float64Array.from({ length: features }, () => Math.abs(spreads.normal(deviation, deviationSpread))),
  };
}
