import { cpuBackend } from "@exampledon/backend-cpu";
import type { GpujsMode } from "@exampledon/backend-gpujs";
import type { TfjsDevice } from "@exampledon/backend-tfjs";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** A backend that may hold a device until it is closed. */
export interface OpenBackend extends Backend {
  close?(): void;
}

/** Makes a backend by its id; what only one of them needs is loaded when that one is asked for. @throws `unknown-id` */
export async function createBackend(id: string): Promise<OpenBackend> {
  switch (id) {
    case "cpu":
      return cpuBackend();
    case "cpu-relaxed":
      return cpuBackend({ kernels: "relaxed-simd" });
    case "cpu-scalar":
      return cpuBackend({ kernels: "scalar" });
    case "tfjs-wasm":
    case "tfjs-webgl":
    case "tfjs-webgpu":
      return createTfjs(id.slice("tfjs-".length) as TfjsDevice);
    case "gpujs-webgl2":
    case "gpujs-cpu":
      return createGpujs(id.slice("gpujs-".length) as GpujsMode);
    default:
      return fail("unknown-id", { where: "backend", problem: "no such backend here", got: id, cure: "choose another" });
  }
}

async function createTfjs(device: TfjsDevice): Promise<Backend> {
  const [{ tfjsBackend }, tf] = await Promise.all([
    import("@exampledon/backend-tfjs"),
    import("@tensorflow/tfjs-core"),
  ]);
  switch (device) {
    case "wasm": {
      const wasm = await import("@tensorflow/tfjs-backend-wasm");
      return tfjsBackend({ tf, device, wasm, wasmPaths });
    }
    case "webgl":
      await import("@tensorflow/tfjs-backend-webgl");
      // Otherwise every new shape compiles new shaders.
      tf.env().set("WEBGL_USE_SHAPES_UNIFORMS", true);
      return tfjsBackend({ tf, device });
    default:
      await import("@tensorflow/tfjs-backend-webgpu");
      return tfjsBackend({ tf, device });
  }
}

async function createGpujs(mode: GpujsMode): Promise<OpenBackend> {
  const [{ gpujsBackend }, { default: gpujs }] = await Promise.all([
    import("@exampledon/backend-gpujs"),
    import("gpu.js"),
  ]);
  return gpujsBackend({ GPU: gpujs.GPU, mode });
}

const wasmPaths = {
  "tfjs-backend-wasm.wasm": new URL("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm", import.meta.url).href,
  "tfjs-backend-wasm-simd.wasm": new URL(
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    import.meta.url,
  ).href,
  "tfjs-backend-wasm-threaded-simd.wasm": new URL(
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm",
    import.meta.url,
  ).href,
};
