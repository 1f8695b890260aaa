import GpuJs from "gpu.js";
import { describe, test } from "vitest";
import { modeChecks } from "./mode-checks.ts";

describe("gpu.js mode cpu", () => {
  for (const { name, run } of modeChecks(GpuJs.GPU, "cpu")) test(name, run);
});
