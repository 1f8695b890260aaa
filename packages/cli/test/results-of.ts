import type { ClaimResult, Size } from "@exampledon/claims";
import type { Catalog } from "../src/catalog.ts";
import { planRuns } from "../src/reproduce/plan-runs.ts";
import { runClaims } from "../src/reproduce/run-claims.ts";

/** Runs every claim of a catalog at a size. */
export async function resultsOf(catalog: Catalog, size: Size): Promise<readonly ClaimResult[]> {
  const runs = planRuns(catalog, { ids: [], size, settings: {}, record: false });
  const { results } = await runClaims(catalog, runs, {
    jobs: 1,
    watcher: {
      progress: () => {},
      finished: () => {},
      failed: (_, error) => {
        throw error;
      },
    },
  });
  return results;
}
