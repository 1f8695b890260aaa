import { cpuBackend } from "@exampledon/backend-cpu";
import { describeSubject } from "./describe-subject.ts";

/** The embedded backend with each set of kernels. */
export function describeCpu(): void {
  describeSubject("cpu", () => cpuBackend());
  describeSubject("cpu-relaxed", () => cpuBackend({ kernels: "relaxed-simd" }));
  describeSubject("cpu-scalar", () => cpuBackend({ kernels: "scalar" }));
}
