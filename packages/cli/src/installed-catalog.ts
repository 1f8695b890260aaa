import { cpuBackend } from "@exampledon/backend-cpu";
import { claims, runClaim } from "@exampledon/claims";
import { baselines } from "@exampledon/decomposer";
import { worlds } from "@exampledon/geometry";
import { l1, topK } from "@exampledon/sae";
import type { Catalog } from "./catalog.ts";
import { shippedInputsHashes } from "./inputs-hashes.ts";
import { shippedResultsFolder } from "./results-folder.ts";

/** The claims, methods and worlds of the installed packages, on the embedded CPU backend. */
export function installedCatalog(): Catalog {
  return {
    claims,
    methods: [...baselines, l1, topK],
    worlds,
    inputsHashes: shippedInputsHashes(),
    resultsFolder: shippedResultsFolder(),
    runClaim,
    createBackend: async () => cpuBackend(),
  };
}
