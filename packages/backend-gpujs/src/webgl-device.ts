import { fail } from "@exampledon/core";
import type { Device } from "./device.ts";
import type { GpuConstructor, GpuTexture } from "./gpu-types.ts";
import { FILL, MAX_INDEX } from "./kernel.ts";
import { createKernelCache, UPLOAD } from "./kernel-cache.ts";

/**
 * Runs the kernels by WebGL, on textures that stay on the GPU.
 * @throws `missing-capability` when there is no such context, or none that computes in float32
 */
export function createWebglDevice(GPU: GpuConstructor, backend: string, mode: "webgl" | "webgl2"): Device {
  const gl = createContext(backend, mode);
  // A stand-in for the canvas: nothing is drawn on it, and gpu.js would resize a real one for every new texture size.
  const gpu = new GPU({ canvas: { width: 1, height: 1 }, context: gl });
  const cache = createKernelCache(gpu, { backend, numbers: "ArrayTexture(1)", kind: "gpu" });
  const side = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
  const assertContext = (where: string): void => {
    if (gl.isContextLost()) lost(backend, where);
  };
  const run: Device["run"] = (kernel, length, inputs) => {
    assertContext(kernel.name);
    try {
      return cache.run(kernel, length, inputs) as GpuTexture;
    } catch (error) {
      assertContext(kernel.name);
      throw error;
    }
  };
  const device: Device = {
    maxElements: Math.min(MAX_INDEX, side * side),
    upload: (data) => run(UPLOAD, data.length, [data]),
    run,
    read: (storage) => {
      assertContext("read");
      const numbers = Float32Array.from((storage as GpuTexture).toArray());
      assertContext("read");
      if (gl.getError() === gl.OUT_OF_MEMORY) {
        fail("environment", {
          where: `${backend}: read`,
          problem: "the GPU must have memory left",
          got: "OUT_OF_MEMORY",
          cure: "use smaller batches or fewer latents",
        });
      }
      return numbers;
    },
    peek: () => undefined,
    share: (storage) => (storage as GpuTexture).clone(),
    free: (storage) => (storage as GpuTexture).delete(),
    kernels: cache.size,
    close: () => {
      cache.close();
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
  assertFloat32(backend, device);
  return device;
}

/** Some phones compute in 16 bits, and some contexts cannot be read as floats. */
function assertFloat32(backend: string, device: Device): void {
  const wanted = MAX_INDEX - 1;
  const storage = device.run(FILL, 1, [wanted]);
  const [found] = device.read(storage);
  device.free(storage);
  if (found === wanted) return;
  device.close();
  fail("missing-capability", {
    where: backend,
    problem: `the GPU must compute in float32, where ${wanted} is exact`,
    got: found,
    cure: 'choose mode "cpu" or another backend',
  });
}

function createContext(backend: string, mode: "webgl" | "webgl2"): WebGLRenderingContext {
  const canvas =
    typeof OffscreenCanvas !== "undefined"
      ? new OffscreenCanvas(1, 1)
      : typeof document !== "undefined"
        ? document.createElement("canvas")
        : undefined;
  const context = canvas?.getContext(mode, { alpha: false, depth: false, antialias: false });
  return (
    (context as WebGLRenderingContext | null | undefined) ??
    fail("missing-capability", {
      where: backend,
      problem: `a ${mode} context is needed`,
      got: canvas ? "none" : "no canvas, as in Node",
      cure: 'run it in a browser with hardware acceleration, or choose mode "cpu"',
    })
  );
}

function lost(backend: string, where: string): never {
  return fail("environment", {
    where: `${backend}: ${where}`,
    problem: "the WebGL context must be alive",
    got: "a lost context, and its tensors with it",
    cure: "make a new backend and resume from a checkpoint",
  });
}
