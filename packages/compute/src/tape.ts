import type { Backend, Shape, Tensor } from "./backend.ts";

/** A value in a computation that is being recorded. */
export interface Node {
  readonly tensor: Tensor;
  readonly shape: Shape;
  readonly tape: Tape;
  /** Whether a gradient can flow to it; constants and what is computed from them alone do not need one. */
  readonly needsGradient: boolean;
}

/** Records ops so that gradients can be computed in reverse. Make one per training step, inside `backend.scope`. */
export interface Tape {
  readonly backend: Backend;
  /** A value with no gradient: data. */
  constant(tensor: Tensor): Node;
  /** A value whose gradient is wanted: a parameter. */
  variable(tensor: Tensor): Node;
  /** Gradient of a scalar with respect to each node, in order; zeros where the loss does not depend on it. */
  gradients(loss: Node, wrt: readonly Node[]): Tensor[];
}
