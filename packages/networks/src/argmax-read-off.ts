import { assertCols, assertFinite, fail, type Matrix, multiply } from "@exampledon/core";

/**
 * Which of many features an activation is: the one that reads largest, the first at a tie. Returns a function of
 * activations `[batch × dim]` that gives a feature's number for each `[batch]`.
 * @param directions `[features × dim]`
 * @throws `bad-shape` without any direction; `not-finite`
 */
export function argmaxReadOff(directions: Matrix): (activations: Matrix) => Int32Array {
  const where = "argmaxReadOff";
  if (directions.rows === 0) {
    fail("bad-shape", { where, problem: "at least one direction", got: 0, cure: "pass one row per feature" });
  }
  assertFinite(where, directions);
  return (activations) => {
    assertCols(where, activations, directions.cols);
    assertFinite(where, activations);
    const { cols, data } = multiply(activations, directions, { transposeB: true });
    return Int32Array.from({ length: activations.rows }, (_, i) => {
      let best = 0;
      for (let j = 1; j < cols; j++) if (data[i * cols + j]! > data[i * cols + best]!) best = j;
      return best;
    });
  };
}
