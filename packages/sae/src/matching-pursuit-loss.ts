import { gather, mul, type Node, relu, sub, sum, type Tensor, tensorMath } from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/matching-pursuit` depends on. */
export interface MatchingPursuitLossOptions {
  readonly maxIterations: number;
  readonly residualThreshold: number;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/matching-pursuit`: the squared error of what a pursuit in the decoder's rows leaves over.
 *
 * `r₀ = x − b_dec`; `i = argmax_j r_t · w_j`, `v = relu(r_t · w_i)`, `z_i ← z_i + v`, `r_{t+1} = r_t − v w_i`;
 * `L = mean_b Σ_d r²` of the last residual. A sample stops when its residual is shorter than the threshold or its support did
 * not grow. Which rows are chosen takes no gradient; what they are and how far goes has one, through all steps, as in
 * SAELens. Rows are held at unit length here; SAELens only starts them there.
 * @see https://github.com/decoderesearch/SAELens
 * @see https://arxiv.org/abs/2506.03093
 */
export function matchingPursuitLoss(
  { x, weights }: LossInput<"decoder" | "decoderBias">,
  { maxIterations, residualThreshold, lossReduction }: MatchingPursuitLossOptions,
): Loss {
  const { decoder, decoderBias } = weights;
  const { tape } = x;
  const { backend } = tape;
  const { binary, mul: times, primitives, sum: total, unary, add: plus } = tensorMath(backend);
  const [batch, latents] = [x.shape[0]!, decoder.shape[0]!];
  let residual = sub(x, decoderBias);
  let codes = backend.fill([batch, latents], 0);
  let going = backend.fill([batch, 1], 1);
  for (let step = 0; step < maxIterations; step++) {
    const chosen = nearest(residual, decoder);
    const rows = gather(decoder, tape.constant(primitives.reshape(chosen, [batch])), 0);
    const value = mul(relu(sum(mul(residual, rows), { axis: 1, keepDims: true })), tape.constant(going));
    residual = sub(residual, mul(value, rows));
    // 1 where the chosen latent was off and comes on: the support grew.
    const before = unary("step", primitives.gatherAlong(codes, chosen));
    const grew = times(binary("greater", value.tensor, 0), binary("equal", before, 0));
    codes = plus(codes, primitives.scatterAddAlong(value.tensor, chosen, latents));
    going = times(going, grew);
    if (residualThreshold > 0) {
      const length = unary("sqrt", total(unary("square", residual.tensor), [1], true));
      going = times(going, binary("equal", binary("greater", residualThreshold, length), 0));
    }
  }
  const reconstruction = sub(x, residual);
  return {
    terms: { mse: squaredError(x, reconstruction, lossReduction) },
    codes: tape.constant(codes),
    usage: tape.constant(total(codes, [0], false)),
    reconstruction,
    measures: () => ({ searching: times(total(going, [0, 1], false), 1 / batch) }),
  };
}

/** The row that each residual points at most, indices `[batch × 1]`. */
function nearest(residual: Node, decoder: Node): Tensor {
  const { primitives } = residual.tape.backend;
  return primitives.topK(primitives.matmul(residual.tensor, decoder.tensor, { transposeB: true }), 1).indices;
}
