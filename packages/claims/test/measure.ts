import { cpuBackend } from "@exampledon/backend-cpu";
import { type ClaimDefinition, type ClaimReport, runClaim } from "@exampledon/claims";

/** Means over the seeds of a claim's values, at live size but for `params`. */
export async function measure(
  claim: ClaimDefinition,
  params: Readonly<Record<string, unknown>>,
  seeds: readonly number[],
): Promise<Record<string, number>> {
  const report = await run(claim, params, seeds);
  return Object.fromEntries(Object.entries(report.values).map(([name, { mean }]) => [name, mean]));
}

/** The report of a claim at live size but for `params`. */
export async function run(
  claim: ClaimDefinition,
  params: Readonly<Record<string, unknown>>,
  seeds: readonly number[],
): Promise<ClaimReport> {
  const steps = runClaim(claim, { size: "live", backend: cpuBackend(), params, seeds });
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
  }
}
