import type { SaeWeights } from "./sae-weights.ts";

/** The three vectors of a gated encoder, `[latents]` each. */
export interface Gate {
  readonly gateBias: Float32Array;
  readonly magnitudeBias: Float32Array;
  /** r: the magnitude reads `e^r` times what the gate reads. */
  readonly logScale: Float32Array;
}

/**
 * A gated encoder as one with thresholds, which it equals: `max(m, 0)` where `q + b_gate > 0`, with `m = e^r q + b_mag`, is
 * `max(m, 0)` where `m > b_mag − e^r b_gate`.
 * @param encoder `[dim × latents]`
 * @see https://arxiv.org/abs/2404.16014 appendix B
 */
export function gatedThresholds(
  encoder: Float32Array,
  { gateBias, magnitudeBias, logScale }: Gate,
): Pick<SaeWeights, "encoder" | "encoderBias" | "activation"> {
  const scales = Float64Array.from(logScale, Math.exp);
  return {
    encoder: encoder.map((value, at) => value * scales[at % scales.length]!),
    encoderBias: magnitudeBias,
    activation: {
      kind: "threshold",
      thresholds: magnitudeBias.map((bias, i) => bias - scales[i]! * gateBias[i]!),
    },
  };
}
