import { cpuBackend } from "@exampledon/backend-cpu";
import { backendChecks, type Check, trainingChecks } from "@exampledon/conformance";
import { l1, topK } from "@exampledon/sae";
import { type GpuConstructor, type GpujsBackend, type GpujsMode, gpujsBackend } from "../src/index.ts";
import { exactDivision } from "./exact-division.ts";
import { ownChecks } from "./own-checks.ts";
import { textureCount } from "./texture-count.ts";

/**
 * Everything that must hold of one mode, for any test runner; the WebGL modes need a browser. One backend serves all
 * checks; the last of them closes it.
 */
export function modeChecks(GPU: GpuConstructor, mode: GpujsMode): Check[] {
  let made: GpujsBackend | undefined;
  const backend = (): GpujsBackend => {
    made ??= gpujsBackend({ GPU, mode });
    return made;
  };
  const methods = [
    { definition: l1, params: { latents: 12, batch: 16 } },
    { definition: topK, params: { latents: 12, batch: 16, k: 3 } },
  ];
  return [
    ...backendChecks(backend),
    ...trainingChecks(backend, cpuBackend, methods),
    exactDivision(GPU, mode),
    ...textureCount(backend, mode),
    ...ownChecks(backend),
  ];
}
