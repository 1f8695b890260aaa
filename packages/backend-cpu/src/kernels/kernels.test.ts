import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernels, kernelFile, kernelModule, kernelSets } from "../../scripts/compile-kernels.ts";

test.each(kernelSets)("the committed $name kernels are those of a fresh compile", async ({ name, features }) => {
  expect(readFileSync(kernelFile(name), "utf8")).toBe(kernelModule(name, await compileKernels(features)));
});
