import { describeBackend } from "@exampledon/conformance/vitest";
import { cpuBackend } from "./index.ts";

for (const kernels of ["simd", "relaxed-simd", "scalar"] as const)
  describeBackend(kernels, () => cpuBackend({ kernels }));
