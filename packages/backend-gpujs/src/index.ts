export type { GpuConstructor, GpuInstance, GpuKernel, GpuKernelSettings } from "./gpu-types.ts";
export { type GpujsBackend, type GpujsOptions, gpujsBackend } from "./gpujs-backend.ts";
export type { GpujsMode } from "./open-device.ts";
