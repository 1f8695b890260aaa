import type { Operand } from "../operands.ts";
import { recordBinary } from "../record-binary.ts";
import type { Node } from "../tape.ts";

/** `a + b`, element-wise, broadcasting. @throws `bad-shape` */
export function add(a: Operand, b: Operand): Node {
  return recordBinary("add", a, b, {
    forward: (math, a, b) => math.add(a, b),
    gradients: (_, { upstream }) => [() => upstream, () => upstream],
  });
}

/** `a − b`, element-wise, broadcasting. @throws `bad-shape` */
export function sub(a: Operand, b: Operand): Node {
  return recordBinary("sub", a, b, {
    forward: (math, a, b) => math.sub(a, b),
    gradients: (math, { upstream }) => [() => upstream, () => math.unary("negate", upstream)],
  });
}

/** `a · b`, element-wise, broadcasting. @throws `bad-shape` */
export function mul(a: Operand, b: Operand): Node {
  return recordBinary("mul", a, b, {
    forward: (math, a, b) => math.mul(a, b),
    gradients: (math, { a, b, upstream }) => [() => math.mul(upstream, b), () => math.mul(upstream, a)],
  });
}

/** `a / b`, element-wise, broadcasting. @throws `bad-shape` */
export function div(a: Operand, b: Operand): Node {
  return recordBinary("div", a, b, {
    forward: (math, a, b) => math.div(a, b),
    gradients: (math, { b, output, upstream }) => [
      () => math.div(upstream, b),
      () => math.unary("negate", math.div(math.mul(upstream, output), b)),
    ],
  });
}
