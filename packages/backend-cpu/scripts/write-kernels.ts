import { writeFileSync } from "node:fs";
import { compileKernels, kernelFile, kernelModule, kernelSets } from "./compile-kernels.ts";

for (const set of kernelSets) {
  const binary = await compileKernels(set);
  writeFileSync(kernelFile(set.name), kernelModule(set.name, binary));
  console.log(`${set.name}: ${binary.length} bytes`);
}
