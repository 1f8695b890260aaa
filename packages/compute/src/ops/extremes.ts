import type { Tensor } from "../backend.ts";
import type { Operand } from "../operands.ts";
import { recordBinary } from "../record-binary.ts";
import { recordUnary } from "../record-unary.ts";
import type { Node } from "../tape.ts";
import type { TensorMath } from "../tensor-math.ts";

/** 1 where a > b, ½ where they are equal, else 0: how a tie splits the gradient in halves. */
function share({ add, mul, binary }: TensorMath, a: Tensor, b: Tensor): Tensor {
  return add(binary("greater", a, b), mul(0.5, binary("equal", a, b)));
}

/** The larger of `a` and `b`, element-wise, broadcasting; a tie splits the gradient in halves. @throws `bad-shape` */
export function maximum(a: Operand, b: Operand): Node {
  return recordBinary("maximum", a, b, {
    forward: (math, a, b) => math.binary("maximum", a, b),
    gradients: (math, { a, b, upstream }) => [
      () => math.mul(upstream, share(math, a, b)),
      () => math.mul(upstream, share(math, b, a)),
    ],
  });
}

/** The smaller of `a` and `b`, element-wise, broadcasting; a tie splits the gradient in halves. @throws `bad-shape` */
export function minimum(a: Operand, b: Operand): Node {
  return recordBinary("minimum", a, b, {
    forward: (math, a, b) => math.binary("minimum", a, b),
    gradients: (math, { a, b, upstream }) => [
      () => math.mul(upstream, share(math, b, a)),
      () => math.mul(upstream, share(math, a, b)),
    ],
  });
}

/** `x` limited to [low, high]; the gradient passes inside and at the bounds themselves. */
export function clip(x: Node, low: number, high: number): Node {
  return recordUnary(x, {
    forward: ({ binary }, x) => binary("minimum", binary("maximum", x, low), high),
    gradient: ({ add, binary, where }, { x, upstream }) =>
      where(add(binary("greater", x, high), binary("greater", low, x)), 0, upstream),
  });
}
