import type { Tf, TfjsDevice, TfTensor } from "./tf.ts";

/** What is known of a device that has been started. */
export interface DeviceFacts {
  readonly maxElements: number;
  /** What can be lost, for messages. */
  readonly lossName: string;
  isLost(): boolean;
  /** Whether a tensor could not be given memory; tfjs does not look. */
  isHomeless(tensor: TfTensor): boolean;
}

interface WebGlInstance {
  readonly gpgpu: { readonly gl: { isContextLost(): boolean } };
}
interface WebGpuInstance {
  readonly device: {
    readonly lost: Promise<unknown>;
    readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number };
  };
}
interface WasmInstance {
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number | null } };
}

/** Largest tensor where the limit is the address space: 2²⁸ numbers are a quarter of WASM's 4 GiB. */
const ADDRESSABLE = 2 ** 28;

/** Looks at a started device; resolves once it is known whether it was lost before. */
export async function deviceFacts(tf: Tf, device: TfjsDevice): Promise<DeviceFacts> {
  const instance: unknown = tf.engine().registry[device];
  const facts = { maxElements: ADDRESSABLE, lossName: "device", isLost: () => false, isHomeless: () => false };
  if (device === "wasm") {
    const { dataIdMap } = instance as WasmInstance;
    // malloc() answers 0 when memory is spent.
    return { ...facts, isHomeless: ({ dataId }) => dataIdMap.get(dataId).memoryOffset === 0 };
  }
  if (device === "webgl") {
    const { gl } = (instance as WebGlInstance).gpgpu;
    const side = tf.env().getNumber("WEBGL_MAX_TEXTURE_SIZE");
    return { ...facts, maxElements: side * side, lossName: "WebGL context", isLost: () => gl.isContextLost() };
  }
  if (device === "webgpu") {
    const { lost, limits } = (instance as WebGpuInstance).device;
    const bytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
    let isLost = false;
    const told = lost.then(() => {
      isLost = true;
    });
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve))]);
    return { ...facts, maxElements: Math.floor(bytes / 4), lossName: "WebGPU device", isLost: () => isLost };
  }
  return facts;
}
