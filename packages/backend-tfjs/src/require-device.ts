import { fail } from "@exampledon/core";
import type { Tf, TfjsDevice } from "./tf.ts";

/** The smallest WebAssembly module: its magic number and version. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Refuses a device that this machine, this page or this copy of tfjs does not have. Asked before tfjs is, which logs
 * such troubles and goes on.
 * @throws `missing-capability` with the cure
 */
export async function requireDevice(tf: Tf, device: TfjsDevice): Promise<void> {
  if (device === "wasm") await requireWasm();
  if (device === "webgpu") await requireWebGpu();
  if (device === "webgl" && typeof document === "undefined" && typeof OffscreenCanvas === "undefined") {
    missing(device, "WebGL must exist", "no canvas, as in Node", 'use the "cpu" or "wasm" device here');
  }
  if (!tf.findBackendFactory(device)) {
    const name = `@tensorflow/tfjs-backend-${device}`;
    missing(device, `${name} must be loaded`, "a tf without it", `import "${name}" before the backend is made`);
  }
  if (device === "webgl") requireWebGl(tf);
}

async function requireWasm(): Promise<void> {
  if (typeof WebAssembly === "undefined") {
    missing("wasm", "WebAssembly must exist", "none", 'use the "cpu" device, or another browser');
  }
  try {
    await WebAssembly.compile(emptyModule);
  } catch (error) {
    const cure = `add 'wasm-unsafe-eval' to script-src of the page's content security policy, or use the "cpu" device`;
    missing("wasm", "the page must allow WebAssembly", String(error), cure, error);
  }
}

async function requireWebGpu(): Promise<void> {
  interface Gpu {
    requestAdapter(): Promise<object | null>;
  }
  const gpu = (globalThis.navigator as (Navigator & { gpu?: Gpu }) | undefined)?.gpu;
  const cure = 'use the "webgl" or "wasm" device, or a browser with WebGPU on an https or localhost page';
  if (!gpu) missing("webgpu", "navigator.gpu must exist", "none", cure);
  const adapter = await gpu.requestAdapter();
  if (!adapter) missing("webgpu", "there must be a graphics adapter", "none", cure);
}

function requireWebGl(tf: Tf): void {
  const cure = 'turn on hardware acceleration, or use the "wasm" device';
  if (tf.env().getNumber("WEBGL_VERSION") === 0) {
    missing("webgl", "the browser must give a WebGL context without a major performance caveat", "none", cure);
  }
  if (!tf.env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) {
    missing("webgl", "textures must hold float32", "float16 at best", cure);
  }
}

function missing(device: TfjsDevice, problem: string, got: string, cure: string, cause?: unknown): never {
  return fail("missing-capability", { where: `tfjs-${device}`, problem, got, cure }, { cause });
}
