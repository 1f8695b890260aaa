import { cpuBackend } from "@exampledon/backend-cpu";

const backend = cpuBackend();
const product = backend.scope(() => {
  const a = backend.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
  return backend.primitives.matmul(a, a, { transposeB: true });
});
console.log("a · aᵀ =", ...(await backend.read(product)));
backend.dispose(product);
console.log("live tensors:", backend.live().tensors);
