import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernels, kernelFile, kernelModule, kernelSets } from "../../scripts/compile-kernels.ts";
import { bytesOf, importSharedMemory, loadKernels } from "../simd/load-kernels.ts";
import { relaxedSimd } from "./relaxed-simd.gen.ts";

test.each(kernelSets)("the committed $name kernels are those of a fresh compile", async (set) => {
  expect(readFileSync(kernelFile(set.name), "utf8")).toBe(kernelModule(set.name, await compileKernels(set)));
});

test.each(kernelSets)("the $name kernels of threads are those of a compile for shared memory", async (set) => {
  const patched = Uint8Array.from(await compileKernels(set));
  importSharedMemory(patched);
  expect(Buffer.compare(patched, await compileKernels(set, true))).toBe(0);
});

test("the relaxed kernels, put into the memory of the others, bring no constants that would overwrite theirs", async () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  loadKernels("relaxed-simd", "cpu-relaxed");
  const relaxed = new WebAssembly.Module(bytesOf(relaxedSimd));
  new WebAssembly.Instance(relaxed, { env: { memory } });
  expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
});
