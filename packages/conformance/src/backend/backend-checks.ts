import type { Backend } from "@exampledon/compute";
import type { Check } from "../check.ts";
import { gradientChecks } from "./gradient-checks.ts";
import { kernelChecks } from "./kernel-checks.ts";
import { opCases, sampleCases } from "./op-cases.ts";
import { refusalChecks } from "./refusal-checks.ts";
import { scopeChecks } from "./scope-checks.ts";
import { storageChecks } from "./storage-checks.ts";
import { valueChecks } from "./value-checks.ts";

/**
 * What every backend must do, as checks for any test runner: each primitive against float64, IEEE special cases, typed
 * refusals, scopes and leaks, gradients of every op, fused kernels against their definition. Bounds come from the
 * backend's own `tolerance`. The backend is made once, when the first check runs.
 */
export function backendChecks(make: () => Backend | Promise<Backend>): Check[] {
  let made: Promise<Backend> | undefined;
  const backend = (): Promise<Backend> => {
    made ??= Promise.resolve().then(make);
    return made;
  };
  const cases = opCases();
  const samples = sampleCases(cases);
  return [
    ...valueChecks(backend, cases),
    ...storageChecks(backend, samples),
    ...scopeChecks(backend),
    ...refusalChecks(backend, samples),
    ...gradientChecks(backend),
    ...kernelChecks(backend),
  ];
}
