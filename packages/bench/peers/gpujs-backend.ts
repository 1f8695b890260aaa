import { type GpujsMode, gpujsBackend } from "@exampledon/backend-gpujs";
import { GPU } from "gpu.js";
import { ownContestant } from "../src/speed/own-contestant.ts";
import { ownVersions, versionOf } from "../src/speed/own-versions.ts";
import { serveContestant } from "../src/speed/serve-contestant.ts";

// This project's methods on the kernels of gpu.js; the argument is the mode.

await serveContestant(async () => {
  const backend = gpujsBackend({ GPU, mode: process.argv[2] as GpujsMode });
  return ownContestant(backend, { ...ownVersions(), "gpu.js": versionOf("gpu.js") });
});
