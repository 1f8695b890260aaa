import { cpuBackend } from "@exampledon/backend-cpu";
import { boardWorlds } from "@exampledon/bench";
import type { ClaimDefinition } from "@exampledon/claims";
import { baselines } from "@exampledon/decomposer";
import { worlds } from "@exampledon/geometry";
import type { Catalog } from "../src/catalog.ts";
import { passing, refuted } from "./fake-claims.ts";

/** A catalog of quick claims with results in a folder of the test's own. */
export function fakeCatalog(resultsFolder: string, claims: readonly ClaimDefinition[] = [passing, refuted]): Catalog {
  return {
    claims,
    methods: baselines,
    worlds,
    inputsHashes: Object.fromEntries(claims.map(({ id }) => [id, `hash of ${id}`])),
    resultsFolder,
    board: { worlds: boardWorlds, inputsHashes: { baseline: "hash of baselines" }, resultsFolder },
    createBackend: async () => cpuBackend(),
  };
}
