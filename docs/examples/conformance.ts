import { cpuBackend } from "@exampledon/backend-cpu";
import { decomposerChecks } from "@exampledon/conformance";
import { pca } from "@exampledon/decomposer";

// In vitest, `describeDecomposer` of "@exampledon/conformance/vitest" declares one test each.
for (const { name, run } of decomposerChecks(pca, { makeBackend: cpuBackend })) {
  await run(); // throws what was expected, what came, and the usual cause
  if (name.includes("seed")) console.log("✓", name);
}
