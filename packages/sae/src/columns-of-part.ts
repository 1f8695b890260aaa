import { fail, type Matrix, matrix, rowOf } from "@exampledon/core";
import { checkParts, rangesOf } from "./parts.ts";

/**
 * One part of joined activations, reconstructions or directions: `[rows × size]`.
 * @throws `bad-shape` when the parts do not add up to the width; `bad-param` when there is no such part
 */
export function columnsOfPart(joined: Matrix, parts: readonly number[], index: number): Matrix {
  checkParts("columnsOfPart", parts, joined.cols);
  const range = rangesOf(parts)[index];
  if (!range) {
    return fail("bad-param", {
      where: "columnsOfPart",
      problem: `index must be a whole number in [0, ${parts.length})`,
      got: index,
      cure: "count parts from 0",
    });
  }
  const [from, to] = range;
  const out = matrix(joined.rows, to - from);
  for (let i = 0; i < joined.rows; i++) rowOf(out, i).set(rowOf(joined, i).subarray(from, to));
  return out;
}
