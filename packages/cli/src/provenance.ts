import { cpus } from "node:os";
import { packageVersions } from "./packages.ts";

/** What a recorded result of a package says of how it came about. */
export interface RunProvenance {
  readonly version: string;
  readonly node: string;
  readonly cpu: string;
}

/** The installed version of a package, and what it runs on. */
export function runProvenance(name: "@exampledon/bench" | "@exampledon/claims"): RunProvenance {
  return {
    version: packageVersions()[name] ?? "unknown",
    node: process.version,
    cpu: cpus()[0]?.model ?? "unknown",
  };
}
