import { describeBackend } from "@exampledon/conformance/vitest";
import { cpuBackend, threadedCpuBackend } from "./index.ts";

for (const kernels of ["simd", "relaxed-simd", "scalar"] as const)
  describeBackend(kernels, () => cpuBackend({ kernels }));
describeBackend("simd on two threads", () => threadedCpuBackend({ threads: 2 }));
