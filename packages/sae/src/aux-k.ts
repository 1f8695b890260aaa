import {
  add,
  div,
  gather,
  keepTopK,
  linearRelu,
  matmul,
  mean,
  mul,
  type Node,
  sparseDecode,
  stopGradient,
  sub,
  type Tensor,
} from "@exampledon/compute";
import { squaredError } from "./squared-error.ts";
import type { Weights } from "./weights.ts";

/** `raw` as in SAELens, `normalised` as in dictionary_learning. */
export type AuxKVariant = "raw" | "normalised";

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
 * AuxK: the loss by which dead latents learn to reconstruct what the live ones left over, `e = stop(x − r)`.
 *
 * `raw`: `α · min(dead / k_aux, 1) · mean_b Σ_d (decode(a) − e)²`, where `a` keeps the `min(k_aux, dead)` largest h among
 * the dead latents, negative ones included, `k_aux = ⌊dim / 2⌋`, and decoding adds `b_dec`, as in SAELens. `normalised`:
 * `α · mean_b Σ_d (a W_dec − e)² / mean_b Σ_d (e − mean_b e)²` with the largest relu(h) and no bias, as in
 * dictionary_learning. Only the dead latents are computed, so it costs in proportion to them.
 */
export function auxK(
  input: AuxKInput,
  options: {
    readonly auxCoefficient: number;
    /** Default `raw`. */
    readonly auxVariant?: AuxKVariant;
    readonly lossReduction: "sum" | "mean";
  },
): Node {
  const { x, centred, reconstruction, scaled, dead } = input;
  const { auxCoefficient, auxVariant = "raw", lossReduction } = options;
  const count = dead.shape[0]!;
  const most = Math.max(1, Math.floor(x.shape[1]! / 2));
  const indices = x.tape.constant(dead);
  const [encoder, encoderBias] = [gather(scaled.encoder, indices, 1), gather(scaled.encoderBias, indices, 0)];
  const h =
    auxVariant === "raw" ? add(matmul(centred, encoder), encoderBias) : linearRelu(centred, encoder, encoderBias);
  const codes = keepTopK(h, Math.min(most, count));
  const decoder = gather(scaled.decoder, indices, 0);
  const leftOver = stopGradient(sub(x, reconstruction));
  if (auxVariant === "raw") {
    const error = squaredError(leftOver, sparseDecode(codes, decoder, scaled.decoderBias), lossReduction);
    return mul(error, auxCoefficient * Math.min(count / most, 1));
  }
  const written = sparseDecode(codes, decoder, x.tape.constant(x.tape.backend.fill([x.shape[1]!], 0)));
  const spread = squaredError(leftOver, mean(leftOver, { axis: 0, keepDims: true }), lossReduction);
  // What is reconstructed to the last bit leaves nothing to explain, and 0 / 0.
  return mul(div(squaredError(leftOver, written, lossReduction), add(spread, SMALL)), auxCoefficient);
}

/** Beside any spread of what float32 leaves over of activations of length 1. */
const SMALL = 1e-12;
