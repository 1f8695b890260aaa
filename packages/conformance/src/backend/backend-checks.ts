import type { Backend } from "@exampledon/compute";
import type { Check } from "../check.ts";
import { gradientChecks } from "./gradient-checks.ts";
import { kernelChecks } from "./kernel-checks.ts";
import { fewerCases, opCases, sampleCases } from "./op-cases.ts";
import { refusalChecks } from "./refusal-checks.ts";
import { scopeChecks } from "./scope-checks.ts";
import { storageChecks } from "./storage-checks.ts";
import { valueChecks } from "./value-checks.ts";

/** How much {@link backendChecks} tries. */
export interface BackendCheckOptions {
  readonly examples?: number | undefined;
}

/**
 * What every backend must do, as checks for any test runner: each primitive against float64, IEEE special cases, typed
 * refusals, scopes and leaks, gradients of every op, fused kernels against their definition. Bounds come from the
 * backend's own `tolerance`. The backend is made once, when the first check runs.
 * @param options.examples most examples per primitive and check, spread over them all; default: every example. For devices
 * that compile anew for every shape. No check and no primitive is left out.
 */
export function backendChecks(make: () => Backend | Promise<Backend>, { examples }: BackendCheckOptions = {}): Check[] {
  let made: Promise<Backend> | undefined;
  const backend = (): Promise<Backend> => {
    made ??= Promise.resolve().then(make);
    return made;
  };
  const cases = examples === undefined ? opCases() : fewerCases(opCases(), examples);
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
