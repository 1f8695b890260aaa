/** Which packages of this repository a package's source may import. */
export interface Arrow {
  readonly to: readonly string[];
  /** Those of them whose code its build copies in, so that they are development dependencies. */
  readonly copied?: readonly string[];
  /** Whether its source may name Node's built-in modules; everything else also runs in a browser. */
  readonly node?: true;
}

const methods = ["core", "compute", "decomposer"];
const experiment = [...methods, "geometry", "networks", "sae", "apd", "sparse-coding", "metrics"];

/** The allowed dependencies, by folder name. A package that is not here may not exist. */
export const arrows: Readonly<Record<string, Arrow>> = {
  core: { to: [] },
  geometry: { to: ["core"] },
  metrics: { to: ["core"] },
  networks: { to: ["core", "geometry", "compute"] },
  compute: { to: ["core"] },
  "backend-cpu": { to: ["core", "compute"], copied: ["core"] },
  "backend-tfjs": { to: ["core", "compute"] },
  "backend-gpujs": { to: ["core", "compute"] },
  decomposer: { to: ["core", "compute"] },
  sae: { to: methods },
  apd: { to: methods },
  "sparse-coding": { to: methods },
  // Folders on disk behind `./node`; a test holds the rest to browsers.
  interop: { to: ["core", "decomposer"], node: true },
  conformance: { to: methods, node: true },
  claims: { to: experiment },
  viz: { to: ["core", "claims"] },
  bench: { to: [...experiment, "backend-cpu", "claims"], node: true },
  cli: {
    to: [
      "backend-gpujs",
      "backend-tfjs",
      ...experiment,
      "interop",
      "backend-cpu",
      "bench",
      "conformance",
      "claims",
      "viz",
    ],
    node: true,
  },
  // Prints the recorded verdicts in the README.
  tooling: { to: ["claims"], node: true },
  // The site shows claims, methods and the recorded board; it may not hold an experiment of its own.
  docs: {
    to: [
      ...methods,
      "backend-cpu",
      "backend-gpujs",
      "backend-tfjs",
      "sae",
      "apd",
      "sparse-coding",
      "bench",
      "claims",
      "viz",
    ],
    node: true,
  },
};
