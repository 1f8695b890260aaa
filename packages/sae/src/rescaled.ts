import { centredLinearRelu, div, mul, type Node, norm, reshape, sub } from "@exampledon/compute";
import type { LossInput } from "./loss.ts";
import type { Weights } from "./weights.ts";

/** Weights with the lengths of decoder rows moved into the encoder, and what they make of a batch. */
export interface Rescaled {
  readonly weights: Weights<Node>;
  /** `x − b_dec`, `[batch × dim]`. */
  readonly centred: Node;
  /** `relu(h)` with `h_i = ((x − b_dec) W_enc + b_enc)_i ‖W_dec,i‖`, `[batch × latents]`. */
  readonly rectified: Node;
}

/**
 * Encodes in lengths of decoder rows, as SAELens does before it selects: then the lengths cannot change which latents
 * win. Gradients flow through the lengths.
 */
export function rescaledEncode({ x, weights }: Pick<LossInput, "x" | "weights">): Rescaled {
  const { decoderBias } = weights;
  const lengths = norm(weights.decoder, { axis: 1 });
  // Scaling the weights instead of h leaves the [batch × latents] arrays alone.
  const encoder = mul(weights.encoder, lengths);
  const encoderBias = mul(weights.encoderBias, lengths);
  const decoder = div(weights.decoder, reshape(lengths, [lengths.shape[0]!, 1]));
  const centred = sub(x, decoderBias);
  const rectified = centredLinearRelu(x, decoderBias, encoder, encoderBias);
  return { weights: { encoder, encoderBias, decoder, decoderBias }, centred, rectified };
}
