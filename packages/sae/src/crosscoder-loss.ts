import { add, type Node, norm, slice, sparseDecode, type Tensor, tensorMath } from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { rangesOf } from "./parts.ts";
import { type SparsityOptions, sparseCodes } from "./sparsity.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/crosscoder` depends on. */
export interface CrosscoderLossOptions extends SparsityOptions {
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/crosscoder`: one code for all parts x_s of an activation, each rebuilt by its own slice of the decoder.
 *
 * `z = relu(Σ_s x_s W_enc,s + b_enc)`, `r_s = z W_dec,s + b_dec,s`,
 * `L = Σ_s mean_b Σ_d (x_s − r_s)² + λ mean_b Σ_i z_i Σ_s ‖W_dec,s,i‖`, or the k largest codes in those lengths and no
 * penalty; see `sparseCodes`. No decoder bias is subtracted. The sum of lengths, and not the length of the whole row, is
 * what lets a latent drop the parts that do not need it. Reports carry each part's error as `mse1`, `mse2` and so on.
 * @see https://transformer-circuits.pub/2024/crosscoders/index.html
 */
export function crosscoderLoss(input: LossInput, options: CrosscoderLossOptions): Loss {
  const { x, weights, setting } = input;
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const lengths = partLengths(decoder, setting.parts);
  const sparse = sparseCodes(input, { x, encoder, encoderBias, decoder, lengths }, options);
  const reconstruction = sparseDecode(sparse.codes, sparse.decoder, decoderBias);
  return {
    // Over the joined activation: the sum over the parts.
    terms: { mse: squaredError(x, reconstruction, options.lossReduction), ...sparse.penalties },
    codes: sparse.codes,
    usage: sparse.usage,
    reconstruction,
    state: sparse.state,
    measures: () => partErrors(x.tensor, reconstruction, setting.parts),
  };
}

/** Lengths of decoder rows `[latents × dim]`, summed over the parts: `[latents]`. */
function partLengths(decoder: Node, parts: readonly number[]): Node {
  const latents = decoder.shape[0]!;
  return rangesOf(parts)
    .map(([from, to]) => norm(slice(decoder, [0, from], [latents, to]), { axis: 1 }))
    .reduce((sum, each) => add(sum, each));
}

/** Squared error of each part, `mean_b Σ_d`. */
function partErrors(x: Tensor, { tensor, tape }: Node, parts: readonly number[]): Readonly<Record<string, Tensor>> {
  const { mul, primitives, sub, sum, unary } = tensorMath(tape.backend);
  const batch = x.shape[0]!;
  const squares = unary("square", sub(tensor, x));
  return Object.fromEntries(
    rangesOf(parts).map(([from, to], at) => [
      `mse${at + 1}`,
      mul(sum(primitives.slice(squares, [0, from], [batch, to], [1, 1]), [0, 1], false), 1 / batch),
    ]),
  );
}
