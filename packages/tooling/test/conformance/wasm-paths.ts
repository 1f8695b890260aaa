// Vite gives the address of the file; with one thread and SIMD no other binary is asked for.
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

/** Where the page finds the binaries of tfjs. */
export const wasmPaths: Readonly<Record<string, string>> = {
  "tfjs-backend-wasm.wasm": simd,
  "tfjs-backend-wasm-simd.wasm": simd,
  "tfjs-backend-wasm-threaded-simd.wasm": simd,
};
