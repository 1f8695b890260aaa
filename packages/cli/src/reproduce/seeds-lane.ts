import { type ClaimDefinition, type ClaimOutcome, runSeed } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import type { ParamSpec, ParamsOf } from "@exampledon/core";
import type { BackendId } from "../backends.ts";
import { breather } from "../breathe.ts";
import { type Catalog, experimentsOf } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Lane, LaneWatch } from "../lanes/lane.ts";

/** Seeds of a claim to run one after the other. */
export interface SeedsRequest {
  /** Its id. */
  readonly claim: string;
  /** All parameters of the claim. */
  readonly params: ParamsOf<ParamSpec>;
  readonly seeds: readonly number[];
  /** Where to compute. Default the catalog's own. */
  readonly backend?: BackendId;
}

/** What the seeds of a request found. */
export interface SeedsOutcome {
  /** In the order of the seeds. */
  readonly outcomes: readonly ClaimOutcome[];
  /** Wall time of the experiments. */
  readonly milliseconds: number;
  /** Name of the backend they ran on. */
  readonly backend: string;
}

/** A lane for seeds of claims in this process, on one backend of the catalog. */
export function seedsLane(catalog: Catalog): Lane<SeedsRequest, SeedsOutcome> {
  const backends = new Map<BackendId | undefined, Promise<Backend>>();
  return {
    run: async (request, watch) => {
      const backend = await (backends.get(request.backend) ?? catalog.createBackend(request.backend));
      backends.set(request.backend, Promise.resolve(backend));
      return runSeeds(findById("claims", experimentsOf(catalog), request.claim), backend, request, watch);
    },
    close: async () => {},
  };
}

async function runSeeds(
  claim: ClaimDefinition,
  backend: Backend,
  { params, seeds }: SeedsRequest,
  { signal, progress }: LaneWatch,
): Promise<SeedsOutcome> {
  const start = performance.now();
  const breathe = breather();
  const outcomes: ClaimOutcome[] = [];
  for (const [index, seed] of seeds.entries()) {
    const part = `seed ${seed}`;
    progress({ part, fraction: index / seeds.length });
    await breathe();
    const steps = runSeed(claim, seed, { backend, params, signal });
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        outcomes.push(next.value);
        break;
      }
      progress({ part, fraction: (index + next.value.step / next.value.total) / seeds.length });
      await breathe();
    }
  }
  return { outcomes, milliseconds: performance.now() - start, backend: backend.name };
}
