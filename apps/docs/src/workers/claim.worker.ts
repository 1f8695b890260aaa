import { cpuBackend } from "@exampledon/backend-cpu";
import { findClaim, runClaim } from "@exampledon/claims";
import { generatorRunner } from "@exampledon/viz";
import { expose } from "comlink";

expose(
  generatorRunner(async ({ claim, size, params, seeds }, signal) => {
    const backend = cpuBackend();
    return {
      info: { backend: backend.name },
      steps: runClaim(findClaim(claim), { size, backend, params, seeds, signal }),
    };
  }),
);
