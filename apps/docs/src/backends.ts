import type { BackendChoice } from "@exampledon/viz";

/** Backends that a page offers; the first is its own. */
export const backends: readonly BackendChoice[] = [
  { id: "cpu", title: "CPU (WebAssembly SIMD)" },
  { id: "cpu-relaxed", title: "CPU, relaxed SIMD" },
  { id: "cpu-scalar", title: "CPU, plain TypeScript" },
  { id: "tfjs-wasm", title: "TensorFlow.js, WebAssembly" },
  { id: "tfjs-webgl", title: "TensorFlow.js, WebGL" },
  { id: "tfjs-webgpu", title: "TensorFlow.js, WebGPU" },
  { id: "gpujs-webgl2", title: "gpu.js, WebGL 2" },
  { id: "gpujs-cpu", title: "gpu.js, CPU" },
];
