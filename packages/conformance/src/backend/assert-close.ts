import type { Shape } from "@exampledon/compute";
import { violation } from "../check.ts";
import { indexAt } from "./reference-tensor.ts";

/**
 * Compares numbers of a backend with the reference: `max |Δ| / max |reference| ≤ bound` over the whole tensor, and NaN
 * and ±Infinity in the same places. Where the reference is 0 throughout, the error is absolute.
 */
export function assertClose(
  label: string,
  shape: Shape,
  actual: ArrayLike<number>,
  reference: ArrayLike<number>,
  bound: number,
): void {
  if (actual.length !== reference.length) {
    violation(`${label}: must hold ${reference.length} numbers`, actual.length, "check the shape of the result");
  }
  let largest = 0;
  let worst = 0;
  let worstAt = 0;
  for (let i = 0; i < reference.length; i++) {
    const [found, wanted] = [actual[i]!, reference[i]!];
    if (!Number.isFinite(wanted) || !Number.isFinite(found)) {
      if (!Object.is(found, wanted)) {
        violation(`${label} [${shape}] at [${indexAt(shape, i)}]: must be ${wanted}`, String(found), "follow IEEE 754");
      }
      continue;
    }
    largest = Math.max(largest, Math.abs(wanted));
    if (Math.abs(found - wanted) > worst) {
      worst = Math.abs(found - wanted);
      worstAt = i;
    }
  }
  const error = worst / (largest || 1);
  if (error <= bound) return;
  violation(
    `${label} [${shape}]: max |Δ| / max |reference| must be ≤ ${bound}`,
    `${error.toExponential(2)}; worst at [${indexAt(shape, worstAt)}]: ${actual[worstAt]} for ${reference[worstAt]}`,
    "check this op against its definition in Primitives",
  );
}

/** Compares shapes. */
export function assertShape(label: string, actual: Shape, expected: Shape): void {
  if (actual.length !== expected.length || expected.some((size, axis) => size !== actual[axis])) {
    violation(`${label}: the result must be [${expected}]`, `[${actual}]`, "check the shape of the result");
  }
}
