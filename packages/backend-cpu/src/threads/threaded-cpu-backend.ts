import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { engineOf, type KernelExports, RANGE_KERNELS, WORK, WORK_BYTES } from "../simd/engine.ts";
import { instantiateKernels, loadKernels, type WasmKernels } from "../simd/load-kernels.ts";
import { backendOn } from "../simd/simd-backend.ts";
import { createDispatch } from "./dispatch.ts";
import { type RunningWorker, startWorker } from "./start-worker.ts";

/** Choices of {@link threadedCpuBackend}. */
export interface ThreadedCpuBackendOptions {
  /** Threads that compute, the calling one included, 1 to 32. Default as many as the machine runs at once. */
  readonly threads?: number;
  /** As in `cpuBackend`. Default `simd`. */
  readonly kernels?: WasmKernels;
}

/** A backend with workers. */
export interface ThreadedCpuBackend extends Backend {
  /** Threads that compute, the calling one included. */
  readonly threads: number;
  /** Ends the workers; the backend cannot be used any more. */
  close(): void;
}

/** Most threads: chunks of a job are counted in eight bits. */
const MAX_THREADS = 32;

/**
 * The embedded backend on several threads that share their memory: same bits as `cpuBackend` with the same kernels,
 * however many threads. Its name is `cpu-threads` or `cpu-relaxed-threads`.
 *
 * Threads wait for each other, which a page's main thread may not do: in a browser, call it in a worker of a
 * cross-origin isolated page.
 * @throws `missing-capability` without shared memory, on a page's main thread, or where no workers can be started;
 * `bad-param`
 */
export async function threadedCpuBackend({
  threads = defaultThreads(),
  kernels = "simd",
}: ThreadedCpuBackendOptions = {}): Promise<ThreadedCpuBackend> {
  if (!Number.isInteger(threads) || threads < 1 || threads > MAX_THREADS) {
    fail("bad-param", {
      where: "threadedCpuBackend",
      problem: `threads must be a whole number in [1, ${MAX_THREADS}]`,
      got: threads,
      cure: "leave it out",
    });
  }
  const name = kernels === "simd" ? "cpu-threads" : "cpu-relaxed-threads";
  const memory = sharedMemory(name);
  const modules = loadKernels(kernels, name, true);
  const exports = instantiateKernels<KernelExports>(modules, memory);
  const dispatch = createDispatch(memory, exports, RANGE_KERNELS, threads, WORK);
  const workers: RunningWorker[] = [];
  const close = (): void => {
    dispatch.stop();
    for (const worker of workers.splice(0)) worker.terminate();
  };
  try {
    for (let thread = 1; thread < threads; thread++) {
      const work = WORK + thread * WORK_BYTES;
      workers.push(await startWorker({ modules, memory, kernels: RANGE_KERNELS, work }, name));
    }
  } catch (error) {
    close();
    throw error;
  }
  const engine = engineOf(memory, exports, threads, dispatch.run);
  return { ...backendOn(engine, name), threads, close };
}

function sharedMemory(name: string): WebAssembly.Memory {
  const missing = (problem: string, got: unknown, cure: string): never =>
    fail("missing-capability", { where: `backend ${name}`, problem, got, cure });
  if (typeof SharedArrayBuffer === "undefined") {
    missing("needs SharedArrayBuffer", "none here", "use cpuBackend, or serve the page with COOP and COEP headers");
  }
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
  } catch (error) {
    missing("needs a thread that may wait", String(error), "call it in a worker, or use cpuBackend");
  }
  try {
    return new WebAssembly.Memory({ initial: 1024, maximum: 65_536, shared: true });
  } catch (error) {
    return missing("needs a shared WebAssembly memory", String(error), "use cpuBackend");
  }
}

function defaultThreads(): number {
  const { navigator, process } = globalThis as {
    navigator?: { hardwareConcurrency?: number };
    process?: { getBuiltinModule?(name: string): unknown };
  };
  const os = process?.getBuiltinModule?.("node:os") as { availableParallelism(): number } | undefined;
  return Math.min(os?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1, MAX_THREADS);
}
