import { transposed, viewOf } from "../view.ts";
import { compress } from "./compress.ts";
import { product } from "./product.ts";
import { scratch } from "./scratch.ts";

/**
 * Gradient of codes `[rows × latents]` through `codes · W`: `upstream · Wᵀ` where the code is not zero, else 0.
 * With sparse codes, O(non-zeros · dim).
 */
export function codeGradient(
  codes: Float32Array,
  upstream: Float32Array,
  weights: Float32Array,
  rows: number,
  latents: number,
  dim: number,
  out: Float32Array,
): void {
  const active = compress(viewOf(codes, latents), rows, latents, 1);
  if (!active) {
    product(rows, latents, dim, viewOf(upstream, dim), transposed(viewOf(weights, dim)), out, 0);
    for (let i = 0; i < out.length; i++) if (codes[i]! === 0) out[i] = 0;
    return;
  }
  out.fill(0);
  const { starts, places } = active;
  const slope = scratch(0, dim);
  for (let i = 0; i < rows; i++) {
    for (let p = 0; p < dim; p++) slope[p] = upstream[i * dim + p]!;
    const to = starts[i + 1]!;
    let q = starts[i]!;
    // Four sums at once: a single one would wait for each addition to finish.
    for (; q + 4 <= to; q += 4) {
      let [w0, w1, w2, w3] = [places[q]! * dim, places[q + 1]! * dim, places[q + 2]! * dim, places[q + 3]! * dim];
      let c0 = 0;
      let c1 = 0;
      let c2 = 0;
      let c3 = 0;
      for (let p = 0; p < dim; p++) {
        const s = slope[p]!;
        c0 += s * weights[w0++]!;
        c1 += s * weights[w1++]!;
        c2 += s * weights[w2++]!;
        c3 += s * weights[w3++]!;
      }
      out[i * latents + places[q]!] = c0;
      out[i * latents + places[q + 1]!] = c1;
      out[i * latents + places[q + 2]!] = c2;
      out[i * latents + places[q + 3]!] = c3;
    }
    for (; q < to; q++) {
      let sum = 0;
      for (let p = 0, w = places[q]! * dim; p < dim; p++, w++) sum += slope[p]! * weights[w]!;
      out[i * latents + places[q]!] = sum;
    }
  }
}
