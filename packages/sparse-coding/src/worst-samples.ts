import { type Matrix, rowOf } from "@exampledon/core";

/**
 * Unit directions of the samples that a code explains worst, one for each call, worst first; undefined once every sample
 * was taken or the rest is 0.
 * @param samples `[samples × dim]`
 * @param errors squared length of each sample's residual, `[samples]`
 */
export function worstSamples(samples: Matrix, errors: Float64Array): () => Float64Array | undefined {
  const order = Array.from(errors.keys()).sort((a, b) => errors[b]! - errors[a]! || a - b);
  let at = 0;
  return () => {
    for (; at < order.length; at++) {
      const row = Float64Array.from(rowOf(samples, order[at]!));
      const length = Math.hypot(...row);
      if (length === 0) continue;
      at++;
      return row.map((value) => value / length);
    }
    return undefined;
  };
}
