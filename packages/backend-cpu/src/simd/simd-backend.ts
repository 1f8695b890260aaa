import type { Backend, Tolerance } from "@exampledon/compute";
import { assembleBackend } from "../ops/assemble-backend.ts";
import { createStore } from "../store.ts";
import { createEngine } from "./engine.ts";
import type { WasmKernels } from "./load-kernels.ts";
import { simdOperations } from "./simd-ops.ts";

const NAMES: Readonly<Record<WasmKernels, string>> = { simd: "cpu", "relaxed-simd": "cpu-relaxed" };
/** Sums are accumulated in float32, at most 256 terms at a time. */
export const TOLERANCE: Tolerance = { op: 1e-5, training: 1e-4 };
/** Largest tensor: a quarter of what a WebAssembly memory can hold. */
export const MAX_ELEMENTS: number = 2 ** 28;

/** A backend of WebAssembly kernels on the calling thread. @throws `missing-capability` */
export function simdBackend(kernels: WasmKernels): Backend {
  const name = NAMES[kernels];
  const engine = createEngine(kernels, name);
  const store = createStore(name, engine.heap);
  return assembleBackend(store, simdOperations(store, engine), {
    name,
    tolerance: TOLERANCE,
    capabilities: { deterministic: true, maxElements: MAX_ELEMENTS },
  });
}
