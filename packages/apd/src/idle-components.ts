import { fail, type Matrix } from "@exampledon/core";

/**
 * Components that never matter on some inputs: importance at most `threshold` on every one; what pruning may leave out.
 * @param importances `[batch × components]`
 * @param threshold default 0.1
 * @returns their numbers, ascending
 * @throws `bad-shape` without any input, from which nothing follows
 */
export function idleComponents(importances: Matrix, threshold = 0.1): Int32Array {
  const { rows, cols, data } = importances;
  if (rows === 0) {
    fail("bad-shape", {
      where: "idleComponents",
      problem: "there must be importances on at least one input",
      got: `[${rows} × ${cols}]`,
      cure: "pass many inputs",
    });
  }
  const alive = new Uint8Array(cols);
  data.forEach((importance, at) => {
    if (importance > threshold) alive[at % cols] = 1;
  });
  return Int32Array.from(alive.keys()).filter((c) => alive[c] === 0);
}
