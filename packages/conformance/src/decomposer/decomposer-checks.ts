import type { ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import type { Check } from "../check.ts";
import { determinismChecks } from "./determinism-checks.ts";
import { metadataChecks } from "./metadata-checks.ts";
import { oddDataChecks } from "./odd-data-checks.ts";
import { recoveryChecks } from "./recovery-checks.ts";
import { resultChecks } from "./result-checks.ts";
import { steppingChecks } from "./stepping-checks.ts";
import { stoppingChecks } from "./stopping-checks.ts";
import { type DecomposerCheckOptions, subjectOf } from "./subject.ts";

/**
 * What every decomposition method must do, as checks for any test runner. They share two fits, so run them in order.
 * @throws `bad-param` when the parameters are not the method's
 */
export function decomposerChecks<S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
  options: DecomposerCheckOptions<S>,
): Check[] {
  const subject = subjectOf(definition, options);
  return [
    ...metadataChecks(subject),
    ...determinismChecks(subject),
    ...resultChecks(subject),
    ...oddDataChecks(subject),
    ...steppingChecks(subject),
    ...stoppingChecks(subject),
    ...recoveryChecks(subject),
  ];
}
