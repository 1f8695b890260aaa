import { fail } from "@exampledon/core";
import type { Device } from "./device.ts";
import type { GpuConstructor, GpuTexture } from "./gpu-types.ts";
import { MAX_INDEX } from "./kernel.ts";
import { createKernelCache, UPLOAD } from "./kernel-cache.ts";

/**
 * Runs the kernels by WebGL, on textures that stay on the GPU.
 * @throws `missing-capability` when there is no such context
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
  return {
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
