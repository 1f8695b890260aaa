import { type ClaimDefinition, type ClaimOutcome, runSeed } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import { breather } from "../../breathe.ts";
import type { Catalog } from "../../catalog.ts";
import { findById } from "../../find-by-id.ts";
import type { Lane, SeedsOutcome, SeedsRequest, SeedsWatch } from "./lane.ts";

/** A lane in this process, on one backend of the catalog. */
export function localLane(catalog: Catalog): Lane {
  let backend: Backend | undefined;
  return {
    run: async (request, watch) => {
      backend ??= await catalog.createBackend();
      return runSeeds(findById("claims", catalog.claims, request.claim), backend, request, watch);
    },
    close: async () => {},
  };
}

async function runSeeds(
  claim: ClaimDefinition,
  backend: Backend,
  { params, seeds }: SeedsRequest,
  { signal, progress }: SeedsWatch,
): Promise<SeedsOutcome> {
  const start = performance.now();
  const breathe = breather();
  const outcomes: ClaimOutcome[] = [];
  for (const [index, seed] of seeds.entries()) {
    progress({ seed, fraction: index / seeds.length });
    await breathe();
    const steps = runSeed(claim, seed, { backend, params, signal });
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        outcomes.push(next.value);
        break;
      }
      progress({ seed, fraction: (index + next.value.step / next.value.total) / seeds.length });
      await breathe();
    }
  }
  return { outcomes, milliseconds: performance.now() - start, backend: backend.name };
}
