import type { Shape } from "./backend.ts";
import type { Node } from "./tape.ts";

/** Numbers that a fused op takes besides its nodes. */
export type FusedAttributes = Readonly<Record<string, number>>;

/** What a fused op computes, in terms of other ops, and inputs to try it on. */
export interface FusedDefinition {
  /** Name of the kernel in `Backend.fused`. */
  readonly name: string;
  /** The definition: what a kernel must agree with, forward and gradient. */
  compose(nodes: readonly Node[], attributes: FusedAttributes): Node;
  /** Shapes of inputs on which to compare kernel and definition. */
  readonly exampleShapes: readonly (readonly Shape[])[];
  /** Attributes to try it with. Default none. */
  readonly exampleAttributes?: FusedAttributes;
}

/**
 * Computes a fused op: by the backend's kernel of that name where there is one, else by its composition.
 * Either way the result is recorded on the nodes' tape.
 */
export function applyFused(
  { name, compose }: Pick<FusedDefinition, "name" | "compose">,
  nodes: readonly [Node, ...Node[]],
  attributes: FusedAttributes = {},
): Node {
  const { tape } = nodes[0];
  const kernel = tape.backend.fused[name];
  if (!kernel) return compose(nodes, attributes);
  const inputs = nodes.map((node) => node.tensor);
  const output = kernel.forward(inputs, attributes);
  return tape.record(output, nodes, (upstream, needs) =>
    kernel.backward({ inputs, output, upstream, needs }, attributes),
  );
}
