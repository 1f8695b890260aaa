import { fail } from "@exampledon/core";
import type { Check } from "./contract.ts";
import type { CheckResult, Measured, Verdict } from "./result.ts";

/**
 * Holds every check against the means of what was measured. A check whose value was not measured at this size is left out.
 * @throws `bad-param` when a check has no bound
 */
export function evaluateChecks(checks: readonly Check[], values: Readonly<Record<string, Measured>>): CheckResult[] {
  return checks.flatMap((check) => {
    const measured = values[check.value]?.mean;
    const reference = check.near === undefined ? undefined : values[check.near]?.mean;
    if (measured === undefined || (check.near !== undefined && reference === undefined)) return [];
    return [{ id: check.id, role: check.role, value: check.value, measured, ...judge(check, measured, reference) }];
  });
}

/**
 * The verdict of a set of checks: `fails` when a claim check failed, `depends` when all claim checks passed and some limit
 * was confirmed, `holds` else.
 */
export function verdictOf(checks: readonly CheckResult[]): Verdict {
  if (checks.some(({ role, passed }) => role === "claim" && !passed)) return "fails";
  return checks.some(({ role, passed }) => role === "limit" && passed) ? "depends" : "holds";
}

function judge(check: Check, measured: number, reference: number | undefined): Pick<CheckResult, "passed" | "bound"> {
  const parts: { text: string; passed: boolean }[] = [];
  if (check.min !== undefined) parts.push({ text: `≥ ${check.min}`, passed: measured >= check.min });
  if (check.max !== undefined) parts.push({ text: `≤ ${check.max}`, passed: measured <= check.max });
  if (reference !== undefined && check.within !== undefined) {
    parts.push({
      text: `${significant(reference)} ± ${check.within}`,
      passed: Math.abs(measured - reference) <= check.within,
    });
  }
  if (parts.length === 0) {
    fail("bad-param", {
      where: `check ${check.id}`,
      problem: "a check needs min, max, or near and within",
      got: check,
      cure: "give it a bound",
    });
  }
  return { bound: parts.map(({ text }) => text).join(" and "), passed: parts.every(({ passed }) => passed) };
}

function significant(x: number): string {
  return String(Number(x.toPrecision(3)));
}
