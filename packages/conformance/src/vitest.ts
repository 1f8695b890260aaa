import type { Backend } from "@exampledon/compute";
import type { ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { describe, test } from "vitest";
import { type BackendCheckOptions, backendChecks } from "./backend/backend-checks.ts";
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

/** Declares one vitest test for each of {@link backendChecks}. */
export function describeBackend(
  name: string,
  make: () => Backend | Promise<Backend>,
  options?: BackendCheckOptions,
): void {
  describe(`conformance of backend ${name}`, () => {
    for (const check of backendChecks(make, options)) test(check.name, check.run);
  });
}
