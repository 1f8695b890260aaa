import { activeTotals, add, type Node, slice, sparseDecode } from "@exampledon/compute";
import { auxK } from "./aux-k.ts";
import { inferenceL0, keepBatchTopK, nextThreshold } from "./batch-selection.ts";
import type { BatchTopKLossOptions } from "./batch-top-k-loss.ts";
import type { Loss, LossInput } from "./loss.ts";
import { rescaledEncode } from "./rescaled.ts";
import { squaredError } from "./squared-error.ts";
import type { Weights } from "./weights.ts";

/** What the loss of `sae/matryoshka` depends on. */
export interface MatryoshkaLossOptions extends BatchTopKLossOptions {
  /** Numbers of latents of the nested dictionaries, rising; the last is all of them. */
  readonly widths: readonly number[];
}

/**
 * The loss of `sae/matryoshka`: that of `batchTopKLoss`, and for each inner width w the squared error of what the first w
 * latents reconstruct by themselves from the same codes, `innerMse…w`. So early latents must stand alone, and cannot leave
 * the general case to later, special ones.
 * @see https://arxiv.org/abs/2503.17547 equation 6
 */
export function matryoshkaLoss(input: LossInput, options: MatryoshkaLossOptions): Loss {
  const { x, dead, state } = input;
  const { widths, lossReduction } = options;
  const { weights, centred, rectified } = rescaledEncode(input);
  const { codes, kept } = keepBatchTopK(rectified, options.k);
  const prefixes = nestedReconstructions(codes, weights, widths);
  const reconstruction = prefixes.at(-1)!;
  const terms: Record<string, Node> = { mse: squaredError(x, reconstruction, lossReduction) };
  if (dead && options.auxCoefficient > 0) {
    terms.aux = auxK({ x, centred, reconstruction, scaled: weights, dead }, options);
  }
  widths.slice(0, -1).forEach((width, level) => {
    terms[`innerMse${width}`] = squaredError(x, prefixes[level]!, lossReduction);
  });
  return {
    terms,
    codes,
    usage: activeTotals(codes),
    reconstruction,
    state: { threshold: nextThreshold(state.threshold!, kept, options.thresholdRate) },
    measures: () => ({ inferenceL0: inferenceL0(rectified, input, options) }),
  };
}

/** What the first w latents reconstruct, for each w: each adds its own latents to the one before, so all cost one decoding. */
function nestedReconstructions(
  codes: Node,
  { decoder, decoderBias }: Weights<Node>,
  widths: readonly number[],
): Node[] {
  const [batch, dim] = [codes.shape[0]!, decoder.shape[1]!];
  const none = codes.tape.constant(codes.tape.backend.fill([dim], 0));
  const prefixes: Node[] = [];
  widths.forEach((width, level) => {
    const from = widths[level - 1] ?? 0;
    const own = slice(codes, [0, from], [batch, width]);
    const rows = slice(decoder, [from, 0], [width, dim]);
    const before = prefixes.at(-1);
    prefixes.push(before ? add(before, sparseDecode(own, rows, none)) : sparseDecode(own, rows, decoderBias));
  });
  return prefixes;
}
