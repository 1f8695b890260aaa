import { writeFileSync } from "node:fs";
import { compileKernels, kernelFile, kernelModule, kernelSets } from "./compile-kernels.ts";

for (const { name, features } of kernelSets) {
  const binary = await compileKernels(features);
  writeFileSync(kernelFile(name), kernelModule(name, binary));
  console.log(`${name}: ${binary.length} bytes`);
}
