import { activeTotals, sparseDecode } from "@exampledon/compute";
import { auxK } from "./aux-k.ts";
import { inferenceL0, keepBatchTopK, nextThreshold } from "./batch-selection.ts";
import type { Loss, LossInput } from "./loss.ts";
import { rescaledEncode } from "./rescaled.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/batch-top-k` depends on. */
export interface BatchTopKLossOptions {
  readonly k: number;
  readonly thresholdRate: number;
  readonly correctThreshold: boolean;
  readonly auxCoefficient: number;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/batch-top-k`: as `topKLoss`, but the `⌊k · batch⌋` largest codes of the whole batch are kept. The state
 * `threshold` is the running average of each batch's smallest kept code, by which single samples are encoded later.
 * @see https://arxiv.org/abs/2412.06410
 */
export function batchTopKLoss(input: LossInput, options: BatchTopKLossOptions): Loss {
  const { x, dead, state } = input;
  const { weights, centred, rectified } = rescaledEncode(input);
  const { codes, kept } = keepBatchTopK(rectified, options.k);
  const reconstruction = sparseDecode(codes, weights.decoder, weights.decoderBias);
  const mse = squaredError(x, reconstruction, options.lossReduction);
  const aux =
    dead && options.auxCoefficient > 0 && auxK({ x, centred, reconstruction, scaled: weights, dead }, options);
  return {
    terms: aux ? { mse, aux } : { mse },
    codes,
    usage: activeTotals(codes),
    reconstruction,
    state: { threshold: nextThreshold(state.threshold!, kept, options.thresholdRate) },
    measures: () => ({ inferenceL0: inferenceL0(rectified, input, options) }),
  };
}
