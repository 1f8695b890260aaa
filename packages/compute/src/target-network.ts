import type { Matrix } from "@exampledon/core";
import type { Node } from "./tape.ts";

/** A weight matrix of a network that a decomposition may look into or replace. */
export interface NetworkSite {
  readonly name: string;
  /** `[in × out]`: the site computes `a · weights`. */
  readonly weights: Matrix;
  /** Name of the site whose transposed matrix this one is, where two sites share one matrix. */
  readonly transposeOf?: string;
}

/**
 * A network with its weight matrices laid open. The caller supplies every product with a site's matrix, so that one
 * description serves the network as it is, with masked components, and with one site replaced.
 */
export interface TargetNetwork {
  readonly inputs: number;
  readonly outputs: number;
  readonly sites: readonly NetworkSite[];
  /**
   * Outputs `[batch × outputs]` of inputs `[batch × inputs]`. Biases and fixed matrices are the network's own.
   * @param linear computes `a · weights` of the named site, `a [batch × in]`
   */
  forward(x: Node, linear: (site: string, a: Node) => Node): Node;
}
