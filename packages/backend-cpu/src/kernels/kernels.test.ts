import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernels, kernelFile, kernelModule, kernelSets } from "../../scripts/compile-kernels.ts";
import { importSharedMemory } from "../simd/load-kernels.ts";

test.each(kernelSets)("the committed $name kernels are those of a fresh compile", async ({ name, features }) => {
  expect(readFileSync(kernelFile(name), "utf8")).toBe(kernelModule(name, await compileKernels(features)));
});

test.each(kernelSets)("the $name kernels of threads are those of a compile for shared memory", async ({ features }) => {
  const patched = Uint8Array.from(await compileKernels(features));
  importSharedMemory(patched);
  expect(Buffer.compare(patched, await compileKernels(features, true))).toBe(0);
});
