import { fail } from "@exampledon/core";
import type { Device } from "./device.ts";
import type { GpuConstructor } from "./gpu-types.ts";
import { createHostDevice } from "./host-device.ts";
import { createWebglDevice } from "./webgl-device.ts";

/** How gpu.js runs the kernels: as JavaScript on the calling thread, or by WebGL in a browser. */
export type GpujsMode = "cpu" | "webgl" | "webgl2";

/**
 * The device of a mode.
 * @param backend name of the backend, for messages
 * @throws `bad-param` on an unknown mode, `missing-capability` where the mode does not run
 */
export function openDevice(GPU: GpuConstructor, backend: string, mode: GpujsMode): Device {
  switch (mode) {
    case "cpu":
      return createHostDevice(GPU, backend);
    case "webgl":
    case "webgl2":
      return createWebglDevice(GPU, backend, mode);
    default:
      return fail("bad-param", {
        where: "gpujsBackend",
        problem: "mode must be cpu, webgl or webgl2",
        got: mode,
        cure: "name one: gpu.js would choose by itself, and its other modes answer by promises or run out of memories",
      });
  }
}
