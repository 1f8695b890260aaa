import type { FusedKernel } from "@exampledon/compute";
import { affineOf } from "../ops/affine.ts";
import type { Store } from "../store.ts";
import { transposed, viewOf } from "../view.ts";
import { codeGradient } from "./code-gradient.ts";
import { columnSums } from "./column-sums.ts";
import { product } from "./product.ts";
import { timesWeights } from "./times-weights.ts";

/**
 * `z · W + bias` for mostly-zero codes z `[… × latents]`, W `[latents × dim]`, bias `[dim]`.
 *
 * The gradient of z is zero where z is zero, so that every product touches active latents alone.
 */
export function createSparseDecode(store: Store): FusedKernel {
  return {
    forward: (inputs) => {
      const affine = affineOf("sparseDecode", store, inputs);
      const out = timesWeights(store, affine);
      const result = out.data;
      const { cols } = affine;
      const bias = affine.bias.data;
      for (let at = 0; at < result.length; ) {
        for (let j = 0; j < cols; j++, at++) result[at] = result[at]! + bias[j]!;
      }
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const { x: codes, weights, rows, inner, cols } = affineOf("sparseDecode", store, inputs);
      const slopes = store.data("sparseDecode", upstream);
      const ofCodes = needs[0] ? store.make(inputs[0]!.shape) : undefined;
      if (ofCodes) codeGradient(codes.data, slopes, weights.data, rows, inner, cols, ofCodes.data);
      const ofWeights = needs[1] ? store.make([inner, cols]) : undefined;
      if (ofWeights) {
        product(inner, cols, rows, transposed(viewOf(codes.data, inner)), viewOf(slopes, cols), ofWeights.data, 0);
      }
      return [ofCodes, ofWeights, needs[2] ? columnSums(store, slopes, [cols]) : undefined];
    },
  };
}
