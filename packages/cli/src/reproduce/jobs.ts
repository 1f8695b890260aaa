import { availableParallelism } from "node:os";
import { fail } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";

/** Processes by default, however many cores there are: each holds a backend and its experiment in memory. */
const MOST = 4;

/**
 * How many experiments run at once.
 * @param wanted default: one for each core, at most 4; 1 for a catalog that child processes cannot load
 * @throws `bad-param` when several are wanted of a catalog that child processes cannot load
 */
export function jobsFor(catalog: Catalog, wanted: number | undefined): number {
  if (catalog.module !== undefined) return wanted ?? Math.min(MOST, availableParallelism());
  if (wanted !== undefined && wanted > 1) {
    fail("bad-param", {
      where: "exampledon reproduce",
      problem: "this program's catalog names no module that child processes could load it from: --jobs must be 1",
      got: wanted,
      cure: "leave out --jobs",
    });
  }
  return 1;
}
