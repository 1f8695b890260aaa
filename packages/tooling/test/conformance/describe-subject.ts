import type { Backend } from "@exampledon/compute";
import type { Check } from "@exampledon/conformance";
import { describe, test } from "vitest";
import { subjectChecks, type Thoroughness } from "./subject-checks.ts";

/** One test per check, under the title that the table of results looks for. */
export function describeChecks(name: string, checks: readonly Check[]): void {
  describe(`conformance of backend ${name}`, () => {
    for (const check of checks) test(check.name, check.run);
  });
}

/** Every check of one backend. */
export function describeSubject(
  name: string,
  make: () => Backend | Promise<Backend>,
  thoroughness?: Thoroughness,
): void {
  describeChecks(name, subjectChecks(name, make, thoroughness));
}
