export { type CpuBackendOptions, type CpuKernels, cpuBackend } from "./cpu-backend.ts";
export {
  type ThreadedCpuBackend,
  type ThreadedCpuBackendOptions,
  threadedCpuBackend,
} from "./threads/threaded-cpu-backend.ts";
