import type { Operand } from "../operands.ts";
import { recordBinary } from "../record-binary.ts";
import { recordUnary } from "../record-unary.ts";
import type { Node } from "../tape.ts";

/**
 * `x` to the power `exponent`, element-wise, broadcasting. Defined for x ≥ 0, or a whole exponent given as a number
 * where the backend's power takes negative bases. The derivative at 0 is infinite for exponents in (0, 1).
 * @throws `bad-shape`
 */
export function pow(x: Node, exponent: Operand): Node {
  if (typeof exponent === "number") return powConstant(x, exponent);
  return recordBinary("pow", x, exponent, {
    forward: (math, x, p) => math.binary("pow", x, p),
    gradients: ({ binary, mul, sub, unary, where }, { a: x, b: p, output, upstream }) => [
      () => mul(upstream, mul(p, binary("pow", x, sub(p, 1)))),
      // x^p log x tends to 0 with x, where its factors are 0 · −∞.
      () => mul(upstream, where(x, mul(output, unary("log", x)), 0)),
    ],
  });
}

function powConstant(x: Node, p: number): Node {
  return recordUnary(x, {
    forward: (math, x) => (p === 2 ? math.unary("square", x) : math.binary("pow", x, p)),
    gradient: ({ binary, mul }, { x, upstream }) => {
      // Of x⁰ the factor 0 · x⁻¹ would be NaN at 0.
      if (p === 0) return mul(upstream, 0);
      if (p === 1) return mul(upstream, 1);
      return mul(upstream, mul(p, p === 2 ? x : binary("pow", x, p - 1)));
    },
  });
}
