import { fail } from "@exampledon/core";
import type { Node } from "./tape.ts";

/** A node, or a number that stands for a scalar constant. */
export type Operand = Node | number;

/**
 * Turns numbers among the operands into constants on the nodes' tape.
 * @throws `bad-param` when all are numbers
 */
export function liftOperands(where: string, ...operands: readonly Operand[]): Node[] {
  const tape = operands.find((operand) => typeof operand !== "number")?.tape;
  if (!tape) {
    fail("bad-param", {
      where,
      problem: "at least one operand must be a node",
      got: operands,
      cure: "compute with plain numbers outside the tape",
    });
  }
  return operands.map((operand) =>
    typeof operand === "number" ? tape.constant(tape.backend.fill([], operand)) : operand,
  );
}
