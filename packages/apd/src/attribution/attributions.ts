import {
  add,
  matmul,
  mul,
  type Node,
  reshape,
  slice,
  square,
  stopGradient,
  sum,
  type TargetNetwork,
} from "@exampledon/compute";
import { type FactorNodes, readOff } from "../site-factors.ts";

/** How much each component did, and the outputs it did it for. */
export interface Attributions {
  /** `[batch × outputs]`; no gradient flows through it. */
  readonly outputs: Node;
  /** `[batch × components]`; gradients flow through the components alone. */
  readonly scores: Node;
}

/**
 * Gradient attributions: `A_c = Σ_o (Σ_sites ∂y_o/∂(a W) · (a P_c))²`, the squared first-order effect of a component on
 * each output, summed over outputs. Costs one backward pass per output.
 * @param weights by site, `[in × out]`: of the network itself, or of its model
 * @see https://arxiv.org/abs/2501.14926 equation 4
 */
export function attributions(
  network: TargetNetwork,
  x: Node,
  weights: ReadonlyMap<string, Node>,
  factors: ReadonlyMap<string, FactorNodes>,
  components: number,
): Attributions {
  const { tape } = x;
  const products = new Map<string, Node>();
  const readings = new Map<string, Node>();
  const outputs = network.forward(x, (site, a) => {
    readings.set(site, readOff(factors.get(site)!, stopGradient(a)));
    const product = matmul(a, weights.get(site)!);
    // The first sites depend on nothing that varies: their products are where gradients are asked for.
    const asked = product.needsGradient ? product : tape.variable(product.tensor);
    products.set(site, asked);
    return asked;
  });
  const [batch, width] = outputs.shape as [number, number];
  const names = [...products.keys()];
  let scores: Node | undefined;
  for (let o = 0; o < width; o++) {
    const slopes = tape.gradients(sum(slice(outputs, [0, o], [batch, o + 1])), [...products.values()]);
    const effects = names.map((name, s) => {
      const along = matmul(tape.constant(slopes[s]!), factors.get(name)!.write, { transposeB: true });
      const parts = mul(readings.get(name)!, along);
      const rank = parts.shape[1]! / components;
      return rank === 1 ? parts : sum(reshape(parts, [batch, components, rank]), { axis: 2 });
    });
    const score = square(effects.reduce((total, effect) => add(total, effect)));
    scores = scores ? add(scores, score) : score;
  }
  return { outputs: stopGradient(outputs), scores: scores! };
}
