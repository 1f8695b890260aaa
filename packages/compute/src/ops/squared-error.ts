import { fail } from "@exampledon/core";
import { applyFused, type FusedDefinition } from "../apply-fused.ts";
import { sameShape, showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";
import { sub } from "./arithmetic.ts";
import { square } from "./elementary.ts";
import { sum } from "./reductions.ts";

const squaredErrorDefinition: FusedDefinition = {
  name: "squaredError",
  compose: ([a, b]) => sum(square(sub(a!, b!))),
  exampleShapes: [
    [
      [5, 3],
      [5, 3],
    ],
    [[1], [1]],
    [
      [133, 65],
      [133, 65],
    ],
  ],
};

/** The fused ops of losses, beside `fusedOps`: a backend's kernel of that name must agree with its composition, too. */
export const lossOps: readonly FusedDefinition[] = [squaredErrorDefinition];

/** `Σ (a − b)²` over all entries, a scalar. @throws `bad-shape` when the shapes differ */
export function squaredError(a: Node, b: Node): Node {
  if (!sameShape(a.shape, b.shape)) {
    fail("bad-shape", {
      where: "squaredError",
      problem: `the shapes must be the same: ${showShape(a.shape)}`,
      got: showShape(b.shape),
      cure: "broadcast one of them",
    });
  }
  return applyFused(squaredErrorDefinition, [a, b]);
}
