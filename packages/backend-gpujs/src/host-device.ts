import { fail } from "@exampledon/core";
import type { Device, Storage } from "./device.ts";
import type { GpuConstructor } from "./gpu-types.ts";
import { MAX_INDEX } from "./kernel.ts";
import { createKernelCache } from "./kernel-cache.ts";

/** Runs the kernels on the calling thread, as JavaScript. */
export function createHostDevice(GPU: GpuConstructor, backend: string): Device {
  const cache = createKernelCache(new GPU({ mode: "cpu" }), { backend, numbers: "Array", kind: "cpu" });
  let closed = false;
  const assertOpen = (where: string): void => {
    if (closed) {
      fail("environment", {
        where: `${backend}: ${where}`,
        problem: "the backend must be open",
        got: "a closed one",
        cure: "make a new backend",
      });
    }
  };
  return {
    maxElements: MAX_INDEX,
    upload: (data) => {
      assertOpen("upload");
      return data.slice();
    },
    run: (kernel, length, inputs) => {
      assertOpen(kernel.name);
      return cache.run(kernel, length, inputs) as Float32Array;
    },
    read: (storage) => {
      assertOpen("read");
      return onHost(storage).slice();
    },
    peek: onHost,
    share: (storage) => storage,
    free: () => {},
    kernels: cache.size,
    close: () => {
      closed = true;
      cache.close();
    },
  };
}

function onHost(storage: Storage): Float32Array {
  return storage as Float32Array;
}
