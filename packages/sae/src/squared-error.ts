import { mul, type Node, square, sub, sum } from "@exampledon/compute";

/**
 * Squared error of a reconstruction, averaged over the batch.
 *
 * `mean_b Σ_d (r − x)²`, or with `mean` the same divided by the number of dimensions.
 * @param x target `[batch × dim]`
 * @param reconstruction `[batch × dim]`
 */
export function squaredError(x: Node, reconstruction: Node, reduction: "sum" | "mean"): Node {
  const [batch, dim] = x.shape as readonly [number, number];
  return mul(sum(square(sub(reconstruction, x))), 1 / (reduction === "mean" ? batch * dim : batch));
}
