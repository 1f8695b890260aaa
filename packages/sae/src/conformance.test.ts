import { cpuBackend } from "@exampledon/backend-cpu";
import { decomposerChecks } from "@exampledon/conformance";
import { describe, test } from "vitest";
import { saeMethods } from "./sae-methods.ts";

const small = { latents: 24, steps: 12, batch: 32, deadAfter: 2, resampleEvery: 4 };
const learning = { latents: 24, steps: 400, batch: 64 };

for (const method of saeMethods) {
  // The planted samples hold two directions each.
  const own = "k" in method.params ? { k: 2 } : {};
  describe(method.id, () => {
    const options = {
      makeBackend: cpuBackend,
      params: { ...small, ...own } as never,
      recoveryParams: { ...learning, ...own } as never,
    };
    for (const { name, run } of decomposerChecks(method, options)) test(name, run);
  });
}
