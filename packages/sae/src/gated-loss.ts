import {
  activeTotals,
  exp,
  linearRelu,
  mul,
  type Node,
  norm,
  sparseDecode,
  stopGradient,
  sub,
  sum,
  where,
} from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { type PenaltyCourse, steerPenalty, weighPenalty } from "./penalty.ts";
import { squaredError } from "./squared-error.ts";

/** Arrays of `sae/gated`: encoder and decoder, and what tells gate from magnitude, each `[latents]`. */
export type GatedWeight = "encoder" | "gateBias" | "magnitudeBias" | "magnitudeScale" | "decoder" | "decoderBias";

/** What the loss of `sae/gated` depends on. */
export interface GatedLossOptions extends PenaltyCourse {
  readonly l1Coefficient: number;
  readonly freezeDecoder: boolean;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/gated`: squared error, an L1 penalty on the gates alone, and the error of what the gates by
 * themselves reconstruct, by which they learn.
 *
 * `u = (x − b_dec) W_enc`, `g = u + b_gate`, `m = e^r u + b_mag`, `z = 1[g > 0] relu(m)`, `r = z W_dec + b_dec`,
 * `L = mean_b Σ_d (x − r)² + λ mean_b Σ_i relu(g_i) ‖W_dec,i‖ + mean_b Σ_d (x − relu(g) W_dec − b_dec)²`. In the last
 * term the decoder is frozen, as in the paper, or not, as in SAELens. Frozen rows that are free in length shrink, as only the
 * penalty pulls at what the gates need: hold them at unit length. No gradient flows through 1[g > 0].
 * @see https://arxiv.org/abs/2404.16014 equation 8
 */
export function gatedLoss(input: LossInput<GatedWeight>, options: GatedLossOptions): Loss {
  const { x, weights } = input;
  const { encoder, gateBias, magnitudeBias, magnitudeScale, decoder, decoderBias } = weights;
  const { lossReduction, l1Coefficient, freezeDecoder } = options;
  const centred = sub(x, decoderBias);
  const gates = linearRelu(centred, encoder, gateBias);
  // A second product with scaled columns costs less than scaling the [batch × latents] array and its gradient.
  const magnitudes = linearRelu(centred, mul(encoder, exp(magnitudeScale)), magnitudeBias);
  const codes = where(gates, magnitudes, 0);
  const reconstruction = sparseDecode(codes, decoder, decoderBias);
  const held = (node: Node): Node => (freezeDecoder ? stopGradient(node) : node);
  const byGates = sparseDecode(gates, held(decoder), held(decoderBias));
  const size = sum(mul(activeTotals(gates), norm(decoder, { axis: 1 })));
  return {
    terms: {
      mse: squaredError(x, reconstruction, lossReduction),
      l1: weighPenalty(size, l1Coefficient, input, options),
      aux: squaredError(x, byGates, lossReduction),
    },
    codes,
    usage: activeTotals(codes),
    reconstruction,
    state: steerPenalty(codes, input, options),
  };
}
