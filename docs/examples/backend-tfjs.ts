import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-wasm";

const backend = await tfjsBackend({ tf, device: "wasm" });
const product = backend.scope(() => {
  const a = backend.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
  return backend.primitives.matmul(a, a, { transposeB: true });
});
console.log(`a · aᵀ on ${backend.name} =`, ...(await backend.read(product)));
backend.dispose(product);
