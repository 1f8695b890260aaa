import { mul, type Node, squaredError } from "@exampledon/compute";

/** Squared error of outputs `[batch × outputs]`, averaged over the batch and summed or averaged over outputs. */
export function outputError(outputs: Node, target: Node, reduction: "sum" | "mean"): Node {
  const [batch, width] = outputs.shape as [number, number];
  return mul(squaredError(outputs, target), 1 / (reduction === "sum" ? batch : batch * width));
}
