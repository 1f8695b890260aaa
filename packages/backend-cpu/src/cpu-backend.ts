import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { createArrayHeap } from "./heap.ts";
import { assembleBackend } from "./ops/assemble-backend.ts";
import { scalarOperations } from "./scalar/scalar-ops.ts";
import { MAX_ELEMENTS } from "./shapes.ts";
import { simdBackend } from "./simd/simd-backend.ts";
import { createStore } from "./store.ts";

/** The sets of kernels of {@link cpuBackend}. */
export type CpuKernels = "simd" | "relaxed-simd" | "scalar";

/** Choices of {@link cpuBackend}. */
export interface CpuBackendOptions {
  /**
   * - `simd` (default): WebAssembly with 128-bit vectors; by its specification the same bits on every machine.
   * - `relaxed-simd`: multiplies and adds in one rounding where the processor can, so that bits depend on it.
   * - `scalar`: plain TypeScript with float64 sums, slower, needs no WebAssembly.
   */
  readonly kernels?: CpuKernels;
}

/**
 * The embedded backend: on the calling thread, the same bits on every run. Its name tells its kernels: `cpu` (simd),
 * `cpu-relaxed` or `cpu-scalar`.
 *
 * Freed memory is recycled, so that a training loop stops allocating after its first step.
 * @throws `missing-capability` where the kernels cannot run: without WebAssembly SIMD, or under a content-security policy
 * that forbids WebAssembly; `bad-param` for other kernels
 */
export function cpuBackend({ kernels = "simd" }: CpuBackendOptions = {}): Backend {
  switch (kernels) {
    case "scalar":
      return scalarBackend();
    case "simd":
    case "relaxed-simd":
      return simdBackend(kernels);
    default:
      return fail("bad-param", {
        where: "cpuBackend",
        problem: "kernels must be simd, relaxed-simd or scalar",
        got: kernels,
        cure: "leave it out for simd",
      });
  }
}

function scalarBackend(): Backend {
  const name = "cpu-scalar";
  const store = createStore(name, createArrayHeap());
  return assembleBackend(store, scalarOperations(store), {
    name,
    // One op rounds once (2⁻²⁴ relative); its gradient is a short composition of such ops.
    tolerance: { op: 1e-6, training: 1e-4 },
    capabilities: { deterministic: true, maxElements: MAX_ELEMENTS },
  });
}
