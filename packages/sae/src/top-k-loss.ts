import { activeTotals, centredLinearRelu, keepTopK, type Node, sparseDecode, sub } from "@exampledon/compute";
import { type AuxKVariant, auxK } from "./aux-k.ts";
import type { Loss, LossInput } from "./loss.ts";
import { type Rescaled, rescaledEncode } from "./rescaled.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/top-k` depends on. */
export interface TopKLossOptions {
  readonly k: number;
  readonly auxCoefficient: number;
  /** Default `raw`. */
  readonly auxVariant?: AuxKVariant;
  /** Default `rescaled`. */
  readonly decoderNorm?: "rescaled" | "unit";
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/top-k`: squared error with the k largest codes, and AuxK while latents are dead.
 *
 * `h_i = ((x − b_dec) W_enc + b_enc)_i ‖W_dec,i‖`, `z = relu(the k largest h, else 0)`,
 * `r = Σ_i z_i W_dec,i / ‖W_dec,i‖ + b_dec`, `L = mean_b Σ_d (x − r)² + AuxK`. This is the variant of SAELens, in which
 * the lengths of decoder rows cannot change which latents win. Gradients flow through the lengths. With rows held at unit
 * length, as in dictionary_learning, the lengths drop out.
 * @see https://arxiv.org/abs/2406.04093 equation 3 and appendix A.2
 */
export function topKLoss(input: LossInput, options: TopKLossOptions): Loss {
  const { x, dead } = input;
  const { weights, centred, rectified } = options.decoderNorm === "unit" ? plainEncode(input) : rescaledEncode(input);
  const codes = keepTopK(rectified, options.k);
  const reconstruction = sparseDecode(codes, weights.decoder, weights.decoderBias);
  const mse = squaredError(x, reconstruction, options.lossReduction);
  const aux =
    dead && options.auxCoefficient > 0 && auxK({ x, centred, reconstruction, scaled: weights, dead }, options);
  const terms: Record<string, Node> = aux ? { mse, aux } : { mse };
  return { terms, codes, usage: activeTotals(codes), reconstruction };
}

function plainEncode({ x, weights }: Pick<LossInput, "x" | "weights">): Rescaled {
  const { encoder, encoderBias, decoderBias } = weights;
  return { weights, centred: sub(x, decoderBias), rectified: centredLinearRelu(x, decoderBias, encoder, encoderBias) };
}
