import { div, keepTopK, linearRelu, mul, norm, reshape, sparseDecode, sub, sum } from "@exampledon/compute";
import { auxK } from "./aux-k.ts";
import type { Loss, LossInput } from "./loss.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/top-k` depends on. */
export interface TopKLossOptions {
  readonly k: number;
  readonly auxCoefficient: number;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/top-k`: squared error with the k largest codes, and AuxK while latents are dead.
 *
 * `h_i = ((x − b_dec) W_enc + b_enc)_i ‖W_dec,i‖`, `z = relu(the k largest h, else 0)`,
 * `r = Σ_i z_i W_dec,i / ‖W_dec,i‖ + b_dec`, `L = mean_b Σ_d (x − r)² + AuxK`. This is the variant of SAELens, in which
 * the lengths of decoder rows cannot change which latents win. Gradients flow through the lengths.
 * @see https://arxiv.org/abs/2406.04093 equation 3 and appendix A.2
 */
export function topKLoss({ x, weights, dead }: LossInput, options: TopKLossOptions): Loss {
  const { decoderBias } = weights;
  const lengths = norm(weights.decoder, { axis: 1 });
  // Scaling the weights instead of h leaves the [batch × latents] arrays alone.
  const encoder = mul(weights.encoder, lengths);
  const encoderBias = mul(weights.encoderBias, lengths);
  const decoder = div(weights.decoder, reshape(lengths, [lengths.shape[0]!, 1]));
  const centred = sub(x, decoderBias);
  const codes = keepTopK(linearRelu(centred, encoder, encoderBias), options.k);
  const reconstruction = sparseDecode(codes, decoder, decoderBias);
  const mse = squaredError(x, reconstruction, options.lossReduction);
  const scaled = { encoder, encoderBias, decoder, decoderBias };
  const aux = dead && options.auxCoefficient > 0 && auxK({ x, centred, reconstruction, scaled, dead }, options);
  return { terms: aux ? { mse, aux } : { mse }, codes, usage: sum(codes, { axis: 0 }), reconstruction };
}
