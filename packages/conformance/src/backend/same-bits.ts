import { violation } from "../check.ts";

/** Compares numbers bit for bit, NaN equal to NaN. */
export function assertSameBits(label: string, actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  if (actual.length !== expected.length)
    violation(`${label}: must hold ${expected.length} numbers`, actual.length, label);
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(actual[i], expected[i])) {
      violation(
        `${label}: element ${i} must be ${expected[i]}`,
        String(actual[i]),
        "do not share or reuse a live buffer",
      );
    }
  }
}
