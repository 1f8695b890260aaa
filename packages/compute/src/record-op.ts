import type { Tensor } from "./backend.ts";
import type { Node } from "./tape.ts";
import { type TensorMath, tensorMath } from "./tensor-math.ts";

/** What the gradient of an op may use besides its inputs. */
export interface OpResult {
  readonly output: Tensor;
  /** Gradient of the loss with respect to `output`; has its shape. */
  readonly upstream: Tensor;
}

/** An op: its value and, beside it, the gradient of each input. */
export interface OpDefinition {
  forward(math: TensorMath): Tensor;
  /** One function per input, called only when that gradient is wanted; each returns a tensor of the input's shape. */
  gradients(math: TensorMath, result: OpResult): readonly (() => Tensor)[];
}

/**
 * Computes an op of some nodes and records how its gradient is formed. This is all that a new op needs:
 *
 * ```ts
 * export function square(x: Node): Node {
 *   return recordOp([x], {
 *     forward: ({ primitives }) => primitives.unary("square", x.tensor),
 *     gradients: ({ mul }, { upstream }) => [() => mul(upstream, mul(2, x.tensor))],
 *   });
 * }
 * ```
 *
 * Gradients are composed from primitives, so that they run on every backend; a value is never read back.
 * @throws `bad-param` when the nodes belong to different tapes
 */
export function recordOp(inputs: readonly [Node, ...Node[]], { forward, gradients }: OpDefinition): Node {
  const { tape } = inputs[0];
  const math = tensorMath(tape.backend);
  const output = forward(math);
  return tape.record(output, inputs, (upstream, needs) =>
    gradients(math, { output, upstream }).map((gradient, i) => (needs[i] ? gradient() : undefined)),
  );
}
