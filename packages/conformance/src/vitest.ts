import type { ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { describe, test } from "vitest";
import { decomposerChecks } from "./decomposer/decomposer-checks.ts";
import type { DecomposerCheckOptions } from "./decomposer/subject.ts";
import { expectFailures } from "./expect-failures.ts";

/** Checks of a method in vitest. */
export interface DescribeDecomposerOptions<S extends ParamSpec = ParamSpec> extends DecomposerCheckOptions<S> {
  /** Checks that must fail, with the reason; an unexpected pass fails. */
  readonly expectedFailures?: Readonly<Record<string, string>> | undefined;
}

/** Declares one vitest test for each of {@link decomposerChecks}. */
export function describeDecomposer<S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
  { expectedFailures = {}, ...options }: DescribeDecomposerOptions<S>,
): void {
  describe(`conformance of ${definition.id}`, () => {
    for (const { name, run } of expectFailures(decomposerChecks(definition, options), expectedFailures))
      test(name, run);
  });
}
