import { cpuBackend } from "@exampledon/backend-cpu";
import { decomposerChecks } from "@exampledon/conformance";
import { describe, test } from "vitest";
import { l1 } from "./l1.ts";
import { topK } from "./top-k.ts";

const small = { latents: 24, steps: 12, batch: 32, deadAfter: 2, resampleEvery: 4 };
const learning = { latents: 24, steps: 400, batch: 64 };

describe("sae/l1", () => {
  const options = { makeBackend: cpuBackend, params: small, recoveryParams: learning };
  for (const { name, run } of decomposerChecks(l1, options)) test(name, run);
});

describe("sae/top-k", () => {
  const options = { makeBackend: cpuBackend, params: { ...small, k: 2 }, recoveryParams: { ...learning, k: 2 } };
  for (const { name, run } of decomposerChecks(topK, options)) test(name, run);
});
