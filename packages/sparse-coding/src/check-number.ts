import { fail } from "@exampledon/core";

/** A range that a number must lie in. */
export interface NumberRange {
  readonly min: number;
  readonly max?: number;
  readonly whole?: boolean;
}

/** Refuses an option outside its range. @throws `bad-param` */
export function checkNumber(where: string, name: string, value: number, range: NumberRange): void {
  const { min, max = Number.MAX_VALUE, whole = false } = range;
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return;
  const kind = whole ? "a whole number" : "a number";
  const limits = range.max === undefined ? `≥ ${min}` : `in [${min}, ${max}]`;
  fail("bad-param", { where, problem: `${name} must be ${kind} ${limits}`, got: value, cure: "pass such a value" });
}
