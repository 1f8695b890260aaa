import { assertFinite, type Matrix } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";

/**
 * Squared error of outputs relative to the squared size of the target's, `Σ(y − ŷ)² / Σ y²`: 0 is exact, 1 as bad as
 * answering 0. NaN (undefined) when the target is 0 throughout.
 * @param target `[samples × outputs]`
 * @param outputs `[samples × outputs]`
 * @throws `bad-shape`, `not-finite`
 */
export function relativeError(target: Matrix, outputs: Matrix): number {
  const where = "relativeError";
  checkNotEmpty(where, target);
  checkShape(where, "outputs", outputs, target.rows, target.cols);
  assertFinite(where, target);
  assertFinite(where, outputs);
  let error = 0;
  let size = 0;
  target.data.forEach((value, at) => {
    error += (value - outputs.data[at]!) ** 2;
    size += value * value;
  });
  return size === 0 ? Number.NaN : error / size;
}
