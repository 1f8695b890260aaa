import { setFlagsFromString } from "node:v8";
import { cpuBackend } from "@exampledon/backend-cpu";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** Backends that a command can be told to compute on; the first is the one that results are recorded on. */
export const BACKENDS = ["cpu", "cpu-relaxed", "cpu-scalar", "tfjs-cpu", "tfjs-wasm", "gpujs-cpu"] as const;

/** Id of one of {@link BACKENDS}. */
export type BackendId = (typeof BACKENDS)[number];

/**
 * Opens a backend. Those of other libraries are not installed with the command line; they are loaded when asked for.
 * @throws `missing-capability` when its packages are not installed or it does not run here
 */
export async function openBackend(id: BackendId): Promise<Backend> {
  switch (id) {
    case "cpu":
      return cpuBackend();
    case "cpu-scalar":
      return cpuBackend({ kernels: "scalar" });
    case "cpu-relaxed":
      // Node 20 has relaxed SIMD behind a flag; newer versions have it on.
      setFlagsFromString("--experimental-wasm-relaxed-simd");
      return cpuBackend({ kernels: "relaxed-simd" });
    case "tfjs-cpu":
      return installed(id, ["@exampledon/backend-tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu"], () =>
        openTfjs("cpu", () => import("@tensorflow/tfjs-backend-cpu")),
      );
    case "tfjs-wasm":
      return installed(id, ["@exampledon/backend-tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"], () =>
        openTfjs("wasm", () => import("@tensorflow/tfjs-backend-wasm")),
      );
    case "gpujs-cpu":
      return installed(id, ["@exampledon/backend-gpujs", "gpu.js"], openGpujs);
  }
}

async function openTfjs(device: "cpu" | "wasm", loadDevice: () => Promise<unknown>): Promise<Backend> {
  const [{ tfjsBackend }, tf] = await Promise.all([
    import("@exampledon/backend-tfjs"),
    import("@tensorflow/tfjs-core"),
    loadDevice(),
  ]);
  return tfjsBackend({ tf, device });
}

async function openGpujs(): Promise<Backend> {
  const [{ gpujsBackend }, { default: gpujs }] = await Promise.all([
    import("@exampledon/backend-gpujs"),
    import("gpu.js"),
  ]);
  return gpujsBackend({ GPU: gpujs.GPU, mode: "cpu" });
}

async function installed(id: string, packages: readonly string[], open: () => Promise<Backend>): Promise<Backend> {
  try {
    return await open();
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return fail(
      "missing-capability",
      {
        where: `backend ${id}`,
        problem: "its packages must be installed",
        got: (error as Error).message.split("\n")[0],
        cure: `npm install ${packages.join(" ")}, or choose another backend`,
      },
      { cause: error },
    );
  }
}
