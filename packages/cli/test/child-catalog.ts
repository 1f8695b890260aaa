import type { Catalog } from "../src/catalog.ts";
import { fakeCatalog } from "./fake-catalog.ts";
import { broken, crashing, passing, refuted, slow, stubborn } from "./fake-claims.ts";

/** Every fake claim, for a program and its child processes; only the program has results. */
export function loadCatalog(resultsFolder = ""): Catalog {
  return fakeCatalog(resultsFolder, [passing, refuted, slow, broken, crashing, stubborn]);
}
