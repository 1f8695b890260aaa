import { liftOperands, type Operand } from "../operands.ts";
import { recordOp } from "../record-op.ts";
import { recordUnary } from "../record-unary.ts";
import { broadcastShapes } from "../shapes.ts";
import type { Node } from "../tape.ts";

/**
 * Element-wise `condition ≠ 0 ? a : b`, broadcasting; no gradient flows to the condition.
 * @throws `bad-shape`
 */
export function where(condition: Node, a: Operand, b: Operand): Node {
  const [mask, x, y] = liftOperands("where", stopGradient(condition), a, b) as [Node, Node, Node];
  broadcastShapes("where", mask.shape, broadcastShapes("where", x.shape, y.shape));
  return recordOp([x, y], {
    forward: (math) => math.where(mask.tensor, x.tensor, y.tensor),
    gradients: (math, { upstream }) => [
      () => math.sumTo(math.where(mask.tensor, upstream, 0), x.shape),
      () => math.sumTo(math.where(mask.tensor, 0, upstream), y.shape),
    ],
  });
}

/** The same value, through which no gradient flows. */
export function stopGradient(x: Node): Node {
  return x.tape.constant(x.tensor);
}

/** The same value; its gradient is 0 where the value is 0, so that silent latents learn nothing from a decoder. */
export function gradientWhereNonZero(x: Node): Node {
  return recordUnary(x, {
    forward: ({ primitives }, x) => primitives.reshape(x, x.shape),
    // Selected, not multiplied: an infinite gradient at 0 (of x^p, p < 1) must become 0 and not NaN.
    gradient: (math, { x, upstream }) => math.where(x, upstream, 0),
  });
}
