import { activeTotals, centredLinearRelu, mul, type Node, norm, sparseDecode, sum } from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { type PenaltyCourse, steerPenalty, weighPenalty } from "./penalty.ts";
import { squaredError } from "./squared-error.ts";
import type { Weights } from "./weights.ts";

/** What the loss of `sae/l1` depends on. */
export interface L1LossOptions extends PenaltyCourse {
  readonly l1Coefficient: number;
  readonly decoderNorm: "free" | "unit";
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/l1`: squared error, and an L1 penalty on codes in lengths of their decoder rows.
 *
 * `z = relu((x − b_dec) W_enc + b_enc)`, `r = z W_dec + b_dec`,
 * `L = mean_b Σ_d (x − r)² + λ mean_b Σ_i z_i ‖W_dec,i‖`.
 *
 * With free decoder rows the weighting by their lengths is what stops the penalty from being evaded by small codes and
 * long rows; with unit rows it drops out. Gradients flow through the lengths.
 * @see https://transformer-circuits.pub/2024/april-update/index.html#training-saes
 */
export function l1Loss(input: LossInput, options: L1LossOptions): Loss {
  return rectifiedLoss(input, input.weights, options);
}

/** {@link l1Loss} of arrays that need not be the trained ones. */
export function rectifiedLoss(
  input: Pick<LossInput, "x" | "state" | "step" | "steps">,
  weights: Weights<Node>,
  options: L1LossOptions,
): Loss {
  const { x } = input;
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const codes = centredLinearRelu(x, decoderBias, encoder, encoderBias);
  const reconstruction = sparseDecode(codes, decoder, decoderBias);
  // Summed over the batch first, the penalty is one product of two [latents] vectors.
  const usage = activeTotals(codes);
  const size = options.decoderNorm === "free" ? sum(mul(usage, norm(decoder, { axis: 1 }))) : sum(usage);
  return {
    terms: {
      mse: squaredError(x, reconstruction, options.lossReduction),
      l1: weighPenalty(size, options.l1Coefficient, input, options),
    },
    codes,
    usage,
    reconstruction,
    state: steerPenalty(codes, input, options),
  };
}
