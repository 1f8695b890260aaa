import type { FusedKernel } from "@exampledon/compute";
import { affineOf, timesWeights } from "./affine.ts";
import { columnSums } from "./column-sums.ts";
import { product } from "./product.ts";
import { isSparse } from "./sparse-product.ts";
import type { Store } from "./store.ts";
import { transposed, viewOf } from "./view.ts";

/**
 * `z · W + bias` for mostly-zero codes z `[… × latents]`, W `[latents × dim]`, bias `[dim]`.
 *
 * The gradient of z is zero where z is zero, so that every product touches active latents alone.
 */
export function createSparseDecode(store: Store): FusedKernel {
  return {
    forward: (inputs) => {
      const affine = affineOf("sparseDecode", store, inputs);
      const out = timesWeights(store, inputs[0]!, affine);
      const result = out.data!;
      const { bias, cols } = affine;
      for (let at = 0; at < result.length; ) {
        for (let j = 0; j < cols; j++, at++) result[at] = result[at]! + bias[j]!;
      }
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const { x: codes, weights, rows, inner, cols } = affineOf("sparseDecode", store, inputs);
      const slopes = store.data("sparseDecode", upstream);
      const ofCodes = needs[0] ? store.make(inputs[0]!.shape) : undefined;
      if (ofCodes) codeGradient(codes, slopes, weights, rows, inner, cols, ofCodes.data!);
      const ofWeights = needs[1] ? store.make([inner, cols]) : undefined;
      if (ofWeights) {
        product(inner, cols, rows, transposed(viewOf(codes, inner)), viewOf(slopes, cols), ofWeights.data!, 0);
      }
      return [ofCodes, ofWeights, needs[2] ? columnSums(store, slopes, [cols]) : undefined];
    },
  };
}

/** `upstream · Wᵀ` where the code is not zero, else 0. */
function codeGradient(
  codes: Float32Array,
  slopes: Float32Array,
  weights: Float32Array,
  rows: number,
  latents: number,
  dim: number,
  out: Float32Array,
): void {
  if (!isSparse(viewOf(codes, latents), codes.length)) {
    product(rows, latents, dim, viewOf(slopes, dim), transposed(viewOf(weights, dim)), out, 0);
    for (let i = 0; i < out.length; i++) if (codes[i]! === 0) out[i] = 0;
    return;
  }
  for (let i = 0, at = 0; i < rows; i++) {
    const row = i * dim;
    for (let j = 0; j < latents; j++, at++) {
      if (codes[at]! === 0) {
        out[at] = 0;
        continue;
      }
      let sum = 0;
      for (let p = 0, w = j * dim; p < dim; p++, w++) sum += slopes[row + p]! * weights[w]!;
      out[at] = sum;
    }
  }
}
