import { matmul, type Node, type TargetNetwork } from "@exampledon/compute";

/** One pass of a network as it is. */
export interface TargetPass {
  /** `[batch × outputs]`. */
  readonly outputs: Node;
  /** What each site reads, `[batch × in]`. */
  readonly inputs: ReadonlyMap<string, Node>;
  /** What each site gives, `[batch × out]`. */
  readonly products: ReadonlyMap<string, Node>;
}

/** Runs a network, keeping what goes into each site and comes out of it. */
export function runTarget(network: TargetNetwork, x: Node, weights: ReadonlyMap<string, Node>): TargetPass {
  const inputs = new Map<string, Node>();
  const products = new Map<string, Node>();
  const outputs = network.forward(x, (site, a) => {
    const product = matmul(a, weights.get(site)!);
    inputs.set(site, a);
    products.set(site, product);
    return product;
  });
  return { outputs, inputs, products };
}
