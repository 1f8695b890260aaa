import type { Backend, Shape, Tensor } from "./backend.ts";

/** A value in a computation that is being recorded. */
export interface Node {
  readonly tensor: Tensor;
  readonly shape: Shape;
  readonly tape: Tape;
  /** Whether a gradient can flow to it; constants and what is computed from them alone do not need one. */
  readonly needsGradient: boolean;
}

/**
 * The gradient of each input given the gradient of the output. `needs[i]` says whether input i's gradient is wanted;
 * entries that are not wanted may be undefined.
 */
export type Backward = (upstream: Tensor, needs: readonly boolean[]) => readonly (Tensor | undefined)[];

/** Records ops so that gradients can be computed in reverse. Make one per training step, inside `backend.scope`. */
export interface Tape {
  readonly backend: Backend;
  /** A value with no gradient: data. */
  constant(tensor: Tensor): Node;
  /** A value whose gradient is wanted: a parameter. */
  variable(tensor: Tensor): Node;
  /** A value computed from `inputs`; ops call this, see `defineOp`. */
  record(tensor: Tensor, inputs: readonly Node[], backward: Backward): Node;
  /** Gradient of a scalar with respect to each node, in order; zeros where the loss does not depend on it. */
  gradients(loss: Node, wrt: readonly Node[]): Tensor[];
}
