import type { FusedKernel } from "@exampledon/compute";
import { affineOf } from "../ops/affine.ts";
import type { Store } from "../store.ts";
import { transposed, viewOf } from "../view.ts";
import { maskInto, reluInto } from "./bits.ts";
import { columnSums } from "./column-sums.ts";
import { product } from "./product.ts";
import { timesWeights } from "./times-weights.ts";

/**
 * `relu(x · W + bias)`: x `[… × inner]`, W `[inner × cols]`, bias `[cols]`.
 *
 * Backward masks the upstream gradient once by `output > 0`; where few units are active, both products that follow
 * touch the active ones alone.
 */
export function createLinearRelu(store: Store): FusedKernel {
  return {
    forward: (inputs) => {
      const affine = affineOf("linearRelu", store, inputs);
      const out = timesWeights(store, affine);
      const result = out.data;
      const { cols } = affine;
      const bias = affine.bias.data;
      for (let at = 0; at < result.length; ) {
        for (let j = 0; j < cols; j++, at++) result[at] = result[at]! + bias[j]!;
      }
      reluInto(result, result);
      return out;
    },
    backward: ({ inputs, output, upstream, needs }) => {
      const { x, weights, rows, inner, cols } = affineOf("linearRelu", store, inputs);
      const active = store.data("linearRelu", output);
      const slopes = store.data("linearRelu", upstream);
      const masked = store.make([rows, cols]);
      const flow = masked.data;
      maskInto(active, slopes, flow);
      const ofX = needs[0] ? store.make(inputs[0]!.shape) : undefined;
      if (ofX) product(rows, inner, cols, viewOf(flow, cols), transposed(viewOf(weights.data, cols)), ofX.data, 0);
      const ofWeights = needs[1] ? store.make([inner, cols]) : undefined;
      if (ofWeights)
        product(inner, cols, rows, transposed(viewOf(x.data, inner)), viewOf(flow, cols), ofWeights.data, 0);
      const ofBias = needs[2] ? columnSums(store, flow, [cols]) : undefined;
      store.dispose(masked);
      return [ofX, ofWeights, ofBias];
    },
  };
}
