import { parameterMethods } from "@exampledon/apd";
import { boardWorlds, parameterBoardMethods, parameterBoardNetworks, parameterBoardRows } from "@exampledon/bench";
import { claims, demos } from "@exampledon/claims";
import { baselines } from "@exampledon/decomposer";
import { worlds } from "@exampledon/geometry";
import { networks } from "@exampledon/networks";
import { saeMethods } from "@exampledon/sae";
import { sparseCodingMethods } from "@exampledon/sparse-coding";
import { openBackend } from "./backends.ts";
import type { Catalog } from "./catalog.ts";
import { shippedInputsHashes } from "./inputs-hashes.ts";
import { shippedResultsFolder } from "./results-folder.ts";

/** The claims, methods, worlds and networks of the installed packages, on the embedded CPU backend. */
export function loadCatalog(): Catalog {
  const { parameters = "none", ...families } = shippedInputsHashes("@exampledon/bench");
  return {
    claims,
    demos,
    methods: [...baselines, ...saeMethods, ...sparseCodingMethods],
    worlds,
    parameterMethods,
    networks,
    inputsHashes: shippedInputsHashes("@exampledon/claims"),
    resultsFolder: shippedResultsFolder("@exampledon/claims"),
    board: {
      worlds: boardWorlds,
      inputsHashes: families,
      resultsFolder: shippedResultsFolder("@exampledon/bench"),
      parameters: {
        rows: parameterBoardRows,
        methods: parameterBoardMethods,
        networks: parameterBoardNetworks,
        inputsHash: parameters,
      },
    },
    module: import.meta.url,
    createBackend: (id = "cpu") => openBackend(id),
  };
}
