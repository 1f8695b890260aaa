export { type CpuBackendOptions, type CpuKernels, cpuBackend } from "./cpu-backend.ts";
