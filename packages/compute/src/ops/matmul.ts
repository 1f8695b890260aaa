import { fail } from "@exampledon/core";
import type { MatmulOptions, Shape } from "../backend.ts";
import { recordOp } from "../record-op.ts";
import { broadcastShapes, showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";

/**
 * Matrix product `[… × m × k] · [… × k × n]` of the last two axes, each operand transposed on request; leading axes
 * broadcast.
 * @throws `bad-shape` when an operand has fewer than two axes, or inner sizes or leading axes do not fit
 */
export function matmul(a: Node, b: Node, { transposeA = false, transposeB = false }: MatmulOptions = {}): Node {
  checkShapes(a.shape, b.shape, transposeA, transposeB);
  const [x, y] = [a.tensor, b.tensor];
  return recordOp([a, b], {
    forward: ({ primitives }) => primitives.matmul(x, y, { transposeA, transposeB }),
    gradients: ({ primitives, sumTo }, { upstream }) => [
      () =>
        sumTo(
          transposeA
            ? primitives.matmul(y, upstream, { transposeA: transposeB, transposeB: true })
            : primitives.matmul(upstream, y, { transposeA: false, transposeB: !transposeB }),
          x.shape,
        ),
      () =>
        sumTo(
          transposeB
            ? primitives.matmul(upstream, x, { transposeA: true, transposeB: transposeA })
            : primitives.matmul(x, upstream, { transposeA: !transposeA, transposeB: false }),
          y.shape,
        ),
    ],
  });
}

function checkShapes(a: Shape, b: Shape, transposeA: boolean, transposeB: boolean): void {
  const inner = a.at(transposeA ? -2 : -1);
  if (a.length < 2 || b.length < 2 || inner !== b.at(transposeB ? -1 : -2)) {
    fail("bad-shape", {
      where: "matmul",
      problem: "operands must be matrices (or stacks of them) with equal inner sizes",
      got: `${showShape(a)}${transposeA ? "ᵀ" : ""} and ${showShape(b)}${transposeB ? "ᵀ" : ""}`,
      cure: "transpose an operand or check the widths",
    });
  }
  broadcastShapes("matmul", a.slice(0, -2), b.slice(0, -2));
}
