import { add, mul, type Node } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";

/** A parameter that is the weight of a term. */
export function termWeight(doc: string, fallback: number, label?: string): NumberField {
  return number({ doc, default: fallback, min: 0, max: 1e6, ...(label !== undefined && { label }) });
}

/** The mean of scalars. */
export function meanOf(nodes: readonly Node[]): Node {
  const total = nodes.reduce((sum, node) => add(sum, node));
  return nodes.length === 1 ? total : mul(total, 1 / nodes.length);
}
