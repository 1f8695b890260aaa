import { add, gather, keepTopK, matmul, mul, type Node, stopGradient, sub, type Tensor } from "@exampledon/compute";
import { squaredError } from "./squared-error.ts";
import type { Weights } from "./weights.ts";

/** What the auxiliary loss is computed from. */
export interface AuxKInput {
  /** `[batch × dim]`. */
  readonly x: Node;
  /** `x − b_dec`, `[batch × dim]`. */
  readonly centred: Node;
  /** `[batch × dim]`. */
  readonly reconstruction: Node;
  /** Weights with the decoder rows' lengths moved into the encoder. */
  readonly scaled: Weights<Node>;
  /** Indices `[dead latents]`. */
  readonly dead: Tensor;
}

/**
 * AuxK: the loss by which dead latents learn to reconstruct what the live ones left over.
 *
 * `α · min(dead / k_aux, 1) · mean_b Σ_d (decode(a) − stop(x − r))²`, where `a` keeps the `min(k_aux, dead)` largest h
 * among the dead latents, negative ones included, `k_aux = ⌊dim / 2⌋`, and decoding adds `b_dec`, as in SAELens.
 * Only the dead latents are computed, so it costs in proportion to them.
 */
export function auxK(input: AuxKInput, options: { auxCoefficient: number; lossReduction: "sum" | "mean" }): Node {
  const { x, centred, reconstruction, scaled, dead } = input;
  const count = dead.shape[0]!;
  const most = Math.max(1, Math.floor(x.shape[1]! / 2));
  const indices = x.tape.constant(dead);
  const h = add(matmul(centred, gather(scaled.encoder, indices, 1)), gather(scaled.encoderBias, indices, 0));
  const codes = keepTopK(h, Math.min(most, count));
  const decoded = add(matmul(codes, gather(scaled.decoder, indices, 0)), scaled.decoderBias);
  const leftOver = stopGradient(sub(x, reconstruction));
  return mul(
    squaredError(leftOver, decoded, options.lossReduction),
    options.auxCoefficient * Math.min(count / most, 1),
  );
}
