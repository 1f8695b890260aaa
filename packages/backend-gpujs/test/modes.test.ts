import GpuJs from "gpu.js";
import { describe, test } from "vitest";
import { modeChecks } from "./mode-checks.ts";

describe.each(["cpu", "webasm"] as const)("gpu.js mode %s", (mode) => {
  for (const { name, run } of modeChecks(GpuJs.GPU, mode)) test(name, run);
});
