import { boardWorlds } from "@exampledon/bench";
import { claims, demos } from "@exampledon/claims";
import { baselines } from "@exampledon/decomposer";
import { worlds } from "@exampledon/geometry";
import { saeMethods } from "@exampledon/sae";
import { sparseCodingMethods } from "@exampledon/sparse-coding";
import { openBackend } from "./backends.ts";
import type { Catalog } from "./catalog.ts";
import { shippedInputsHashes } from "./inputs-hashes.ts";
import { shippedResultsFolder } from "./results-folder.ts";

/** The claims, methods and worlds of the installed packages, on the embedded CPU backend. */
export function loadCatalog(): Catalog {
  return {
    claims,
    demos,
    methods: [...baselines, ...saeMethods, ...sparseCodingMethods],
    worlds,
    inputsHashes: shippedInputsHashes("@exampledon/claims"),
    resultsFolder: shippedResultsFolder("@exampledon/claims"),
    board: {
      worlds: boardWorlds,
      inputsHashes: shippedInputsHashes("@exampledon/bench"),
      resultsFolder: shippedResultsFolder("@exampledon/bench"),
    },
    module: import.meta.url,
    createBackend: (id = "cpu") => openBackend(id),
  };
}
