import { gpujsBackend } from "@exampledon/backend-gpujs";
import GpuJs from "gpu.js";

// In a browser: mode "webgl2".
const backend = gpujsBackend({ GPU: GpuJs.GPU, mode: "cpu" });
const product = backend.scope(() => {
  const a = backend.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
  return backend.primitives.matmul(a, a, { transposeB: true });
});
console.log(`a · aᵀ on ${backend.name} =`, ...(await backend.read(product)));
backend.dispose(product);
console.log("kernels compiled:", backend.kernels());
backend.close();
