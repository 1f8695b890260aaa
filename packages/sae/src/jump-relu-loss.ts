import {
  activeTotals,
  add,
  exp,
  gather,
  matmul,
  mul,
  type Node,
  norm,
  relu,
  sub,
  sum,
  type Tensor,
  tanh,
} from "@exampledon/compute";
import { jumpCount, jumpRelu } from "./jump.ts";
import type { Loss, LossInput } from "./loss.ts";
import { type PenaltyCourse, steerPenalty, weighPenalty } from "./penalty.ts";
import { squaredError } from "./squared-error.ts";
import type { StandardWeight } from "./weights.ts";

/** What the loss of `sae/jump-relu` depends on. */
export interface JumpReluLossOptions extends PenaltyCourse {
  readonly l0Coefficient: number;
  readonly penalty: "step" | "tanh";
  readonly bandwidth: number;
  readonly thresholdScale: "raw" | "log";
  readonly tanhScale: number;
  readonly preActCoefficient: number;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/jump-relu`: squared error, and a penalty on how many latents are on.
 *
 * `h = (x − b_dec) W_enc + b_enc`, `z = h 1[h > t]`, `r = z W_dec + b_dec`, `L = mean_b Σ_d (x − r)² + P`. `step`:
 * `P = λ mean_b Σ_i 1[h_i > t_i]`, whose gradient goes to the thresholds alone. `tanh` (Anthropic, January 2025):
 * `P = λ mean_b Σ_i tanh(s z_i ‖W_dec,i‖) + c mean_b Σ_{i dead} relu(t_i − h_i) ‖W_dec,i‖`. `log`: t = exp(parameter).
 * @see https://arxiv.org/abs/2407.14435
 * @see https://transformer-circuits.pub/2025/january-update/index.html#DL
 */
export function jumpReluLoss(input: LossInput<StandardWeight | "threshold">, options: JumpReluLossOptions): Loss {
  const { x, weights, dead } = input;
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const { bandwidth, l0Coefficient, lossReduction, preActCoefficient } = options;
  const threshold = options.thresholdScale === "log" ? exp(weights.threshold) : weights.threshold;
  const h = add(matmul(sub(x, decoderBias), encoder), encoderBias);
  const codes = jumpRelu(h, threshold, bandwidth);
  const reconstruction = add(matmul(codes, decoder), decoderBias);
  const mse = squaredError(x, reconstruction, lossReduction);
  const beside = { codes, usage: activeTotals(codes), reconstruction, state: steerPenalty(codes, input, options) };
  if (options.penalty === "step") {
    const size = sum(jumpCount(h, threshold, bandwidth));
    return { terms: { mse, l0: weighPenalty(size, l0Coefficient, input, options) }, ...beside };
  }
  const lengths = norm(decoder, { axis: 1 });
  const size = sum(tanh(mul(codes, mul(lengths, options.tanhScale))));
  const l0 = weighPenalty(size, l0Coefficient, input, options);
  if (!dead || preActCoefficient === 0) return { terms: { mse, l0 }, ...beside };
  const short = missing({ h, threshold, lengths, dead });
  return { terms: { mse, l0, preAct: mul(short, preActCoefficient / x.shape[0]!) }, ...beside };
}

/** What dead latents lack to their thresholds, in lengths of their rows, summed over batch and latents. */
function missing(of: {
  readonly h: Node;
  readonly threshold: Node;
  readonly lengths: Node;
  readonly dead: Tensor;
}): Node {
  const indices = of.h.tape.constant(of.dead);
  const lack = relu(sub(gather(of.threshold, indices), gather(of.h, indices, 1)));
  return sum(mul(sum(lack, { axis: 0 }), gather(of.lengths, indices)));
}
