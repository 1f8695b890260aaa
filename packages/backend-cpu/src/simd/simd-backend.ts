import type { Backend } from "@exampledon/compute";
import { assembleBackend } from "../ops/assemble-backend.ts";
import { createStore } from "../store.ts";
import { createEngine, type Engine } from "./engine.ts";
import type { WasmKernels } from "./load-kernels.ts";
import { simdOperations } from "./simd-ops.ts";

const NAMES: Readonly<Record<WasmKernels, string>> = { simd: "cpu", "relaxed-simd": "cpu-relaxed" };
/** Largest tensor: a quarter of what a WebAssembly memory can hold. */
const MAX_ELEMENTS = 2 ** 28;

/** A backend of WebAssembly kernels on the calling thread. @throws `missing-capability` */
export function simdBackend(kernels: WasmKernels): Backend {
  const name = NAMES[kernels];
  return backendOn(createEngine(kernels, name), name);
}

/** A backend of that name on an engine. */
export function backendOn(engine: Engine, name: string): Backend {
  const store = createStore(name, engine.heap);
  return assembleBackend(store, simdOperations(store, engine), {
    name,
    // Products are accumulated in float32, at most 256 terms at a time.
    tolerance: { op: 1e-5, training: 1e-4 },
    capabilities: { deterministic: true, maxElements: MAX_ELEMENTS },
  });
}
