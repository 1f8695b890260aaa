import { fail, type Matrix } from "@exampledon/core";
import * as z from "zod/mini";

/** Running count, sum `[dim]` and sum of outer products `[dim × dim]` of samples, in float64. */
export interface Moments {
  count: number;
  readonly sum: Float64Array;
  readonly products: Float64Array;
}

/** Moments of no samples. */
export function emptyMoments(dim: number): Moments {
  return { count: 0, sum: new Float64Array(dim), products: new Float64Array(dim * dim) };
}

/** Adds samples `[batch × dim]`, in place; O(batch · dim²). Only the upper triangle of `products` is kept. */
export function addSamples(moments: Moments, { rows, cols, data }: Matrix): void {
  const { sum, products } = moments;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < cols; i++) {
      const value = data[row * cols + i]!;
      sum[i]! += value;
      for (let j = i; j < cols; j++) products[i * cols + j]! += value * data[row * cols + j]!;
    }
  }
  moments.count += rows;
}

/** Moments as plain arrays: JSON keeps every bit of a float64. */
export function momentsToJson({ count, sum, products }: Moments): Readonly<Record<string, unknown>> {
  return { count, sum: [...sum], products: [...products] };
}

/** @throws `corrupt-file` when it is not what {@link momentsToJson} wrote for that width */
export function momentsFromJson(where: string, json: unknown, dim: number): Moments {
  const parsed = z.object({ count: z.int(), sum: z.array(z.number()), products: z.array(z.number()) }).safeParse(json);
  if (!parsed.success || parsed.data.sum.length !== dim || parsed.data.products.length !== dim * dim) {
    return fail("corrupt-file", {
      where,
      problem: `the state must hold the moments of samples of width ${dim}`,
      got: parsed.success ? parsed.data.sum.length : json,
      cure: "start again without the checkpoint",
    });
  }
  const { count, sum, products } = parsed.data;
  return { count, sum: Float64Array.from(sum), products: Float64Array.from(products) };
}
