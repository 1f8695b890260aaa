import { assertCols, type Matrix, matrix, rowOf } from "@exampledon/core";
import type { SavedSae } from "./saved-sae.ts";
import { decompositionOf } from "./to-decomposition.ts";
import { weightsOf } from "./weights-of.ts";

/**
 * What a saved autoencoder or transcoder makes of inputs: `z W_dec + b_dec`, plus `x W_skipᵀ` where it has a skip
 * connection; `[batch × dimOut]`.
 * @param inputs `[batch × dimIn]`
 * @throws `bad-shape`, `not-finite`
 */
export function transcode(saved: SavedSae, inputs: Matrix): Matrix {
  const weights = weightsOf(saved);
  const { dimIn, dimOut, transcoder } = weights;
  assertCols("transcode", inputs, dimIn);
  const decomposition = decompositionOf(saved, weights);
  if (!transcoder) return decomposition.reconstruct(inputs);
  const joined = matrix(inputs.rows, dimIn + dimOut);
  for (let i = 0; i < inputs.rows; i++) rowOf(joined, i).set(rowOf(inputs, i));
  const both = decomposition.reconstruct(joined);
  const out = matrix(inputs.rows, dimOut);
  for (let i = 0; i < out.rows; i++) rowOf(out, i).set(rowOf(both, i).subarray(dimIn));
  return out;
}
