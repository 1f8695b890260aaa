import type { ClaimDefinition, Size } from "@exampledon/claims";
import { fail, type ParamSpec, type ParamsOf, parseParams } from "@exampledon/core";
import type { BackendId } from "../backends.ts";
import { type Catalog, experimentsOf } from "../catalog.ts";
import { findClaimIn } from "../find-by-id.ts";
import { parseSettings, type Settings } from "../settings.ts";

/** The name that stands for all demonstrations of methods. */
const DEMOS = "demos";

/** What to reproduce. */
export interface ReproduceRequest {
  /** Claims by id or number, demonstrations by id, or `demos` for all of these; all claims when empty. */
  readonly ids: readonly string[];
  readonly size: Size;
  /** Default: each claim's own seeds of that size. */
  readonly seeds?: readonly number[] | undefined;
  /** Parameters that differ from those of the size, for every claim named. */
  readonly settings: Settings;
  /** Whether the results are to be recorded. */
  readonly record: boolean;
  /** Where to compute. Default the catalog's own. */
  readonly backend?: BackendId | undefined;
}

/** One claim to run. */
export interface PlannedRun {
  readonly claim: ClaimDefinition;
  readonly size: Size;
  /** All parameters of the claim. */
  readonly params: ParamsOf<ParamSpec>;
  readonly seeds: readonly number[];
  readonly backend?: BackendId;
}

/**
 * The runs that a request asks for, in the order of the claims' numbers; everything is checked before anything runs.
 * @throws `unknown-id`; `bad-param` for a setting that a named claim does not take, or for recording anything but a size as
 * it is defined
 */
export function planRuns(catalog: Catalog, request: ReproduceRequest): readonly PlannedRun[] {
  const { ids, size, seeds, settings, record, backend } = request;
  if (record && (seeds || backend || Object.keys(settings).length > 0)) {
    fail("bad-param", {
      where: "exampledon reproduce",
      problem: "a recorded result is one of the claim's own parameters and seeds, on the usual backend",
      got: "--record with --seed, --set or --backend",
      cure: "leave out --record, or the others",
    });
  }
  const named = new Set(
    ids.flatMap((id) => (id === DEMOS ? (catalog.demos ?? []) : findClaimIn(experimentsOf(catalog), id))),
  );
  const claims = ids.length === 0 ? [...catalog.claims] : [...named];
  return claims
    .sort((a, b) => a.number - b.number)
    .map((claim) => {
      const where = `claim ${claim.id}`;
      const given = parseSettings(where, claim.params, settings);
      const params = parseParams(where, claim.params, { ...claim.sizes[size], ...given });
      if (record && catalog.inputsHashes[claim.inputs ?? claim.id] === undefined) {
        fail("stale-result", {
          where,
          problem: "a recorded result needs the hash of the claim's source",
          got: "none",
          cure: "generate the input hashes first",
        });
      }
      return { claim, size, params, seeds: seeds ?? claim.seeds[size], ...(backend && { backend }) };
    });
}
