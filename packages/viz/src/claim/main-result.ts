import type { ClaimResult } from "@exampledon/claims";

/** The recorded result that a page leads with: the largest size recorded. */
export function mainResult(results: readonly ClaimResult[]): ClaimResult | undefined {
  for (const size of ["full", "ci", "live"] as const) {
    const found = results.find((result) => result.size === size);
    if (found) return found;
  }
  return undefined;
}
