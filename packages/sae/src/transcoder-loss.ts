import { add, matmul, type Node, norm, slice, sparseDecode, transpose } from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { type SparsityOptions, sparseCodes } from "./sparsity.ts";
import { squaredError } from "./squared-error.ts";
import type { Weights } from "./weights.ts";

/** What the loss of `sae/transcoder` depends on. */
export interface TranscoderLossOptions extends SparsityOptions {
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/transcoder`: the squared error with which the second part of each activation, y, is predicted from the
 * first, x, and a penalty.
 *
 * `z = relu(x W_enc + b_enc)`, `r = z W_dec + b_dec`, with a skip connection `+ x W_skipᵀ`,
 * `L = mean_b Σ_d (y − r)² + λ mean_b Σ_i z_i ‖W_dec,i‖`, or the k largest codes and no penalty; see `sparseCodes`.
 * `b_dec` belongs to y and is not subtracted from x.
 * @see https://arxiv.org/abs/2406.11944
 * @see https://arxiv.org/abs/2501.18823 for the skip connection
 */
export function transcoderLoss(input: LossInput, options: TranscoderLossOptions): Loss {
  const [batch, dim] = input.x.shape as readonly [number, number];
  // Present when the parameters ask for a skip connection.
  const { encoder, encoderBias, decoder, decoderBias, skip } = input.weights as Weights<Node> & {
    readonly skip?: Node;
  };
  const [width] = encoder.shape as readonly [number];
  const x = slice(input.x, [0, 0], [batch, width]);
  const target = slice(input.x, [0, width], [batch, dim]);
  const lengths = norm(decoder, { axis: 1 });
  const sparse = sparseCodes(input, { x, encoder, encoderBias, decoder, lengths }, options);
  const written = sparseDecode(sparse.codes, sparse.decoder, decoderBias);
  const reconstruction = skip ? add(written, matmul(x, transpose(skip))) : written;
  return {
    terms: { mse: squaredError(target, reconstruction, options.lossReduction), ...sparse.penalties },
    codes: sparse.codes,
    usage: sparse.usage,
    reconstruction,
    target,
    state: sparse.state,
  };
}
