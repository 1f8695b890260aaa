import { cpuBackend } from "@exampledon/backend-cpu";
import { decomposerChecks, plantedDictionary, plantedParts } from "@exampledon/conformance";
import { describe, test } from "vitest";
import { readerNetwork } from "../test/planted.ts";
import { saeMethods } from "./sae-methods.ts";

const small = { latents: 24, steps: 12, batch: 32, deadAfter: 2, resampleEvery: 4 };
const learning = { latents: 24, steps: 400, batch: 64 };

for (const method of saeMethods) {
  // The planted samples hold two directions each.
  const own = "k" in method.params ? { k: 2 } : {};
  describe(method.id, () => {
    const options = {
      makeBackend: cpuBackend,
      // A transcoder writes to the second part alone.
      ...(method.id === "sae/transcoder" && { planted: plantedParts(1) }),
      ...(method.tags.usesNetwork && { network: readerNetwork(plantedDictionary().truth, 0.2) }),
      params: { ...small, ...own } as never,
      recoveryParams: { ...learning, ...own } as never,
    };
    for (const { name, run } of decomposerChecks(method, options)) test(name, run);
  });
}
