import { assertFinite, fail, type Matrix, matrix } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";

/**
 * Activities rounded to whole multiples of `step`, as those multiples `[samples × latents]`; ties go to the even one.
 * Times `step` they are the rounded activities, to measure what the rounding costs.
 * @throws `bad-shape`, `not-finite`; `bad-param` when step is not a positive number
 */
export function quantise(activity: Matrix, step: number): Matrix {
  checkNotEmpty("quantise", activity);
  assertFinite("quantise", activity);
  if (!(step > 0 && step < Number.POSITIVE_INFINITY)) {
    fail("bad-param", {
      where: "quantise",
      problem: "step must be a number > 0",
      got: step,
      cure: "pass the width of a bin",
    });
  }
  return matrix(
    activity.rows,
    activity.cols,
    activity.data.map((value) => roundHalfToEven(value / step)),
  );
}

/** As numpy and IEEE 754 round; `Math.round` takes ties up. Never −0, which would be a level of its own. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  return below + Number(up) + 0;
}
