import { fail } from "@exampledon/core";
import { type DeviceFacts, deviceFacts } from "./device-facts.ts";
import { requireDevice } from "./require-device.ts";
import type { Tf, TfjsDevice } from "./tf.ts";

/** A started device. */
export interface StartedDevice extends DeviceFacts {
  /** Name of the backend, e.g. `tfjs-webgl`. */
  readonly name: string;
  readonly device: TfjsDevice;
  /** Whether numbers can be read without waiting. */
  readonly synchronous: boolean;
  /**
   * Directs the library to this device, so that nothing runs on another one.
   * @throws `environment` when the device was lost
   */
  use(where: string): void;
}

/** Flags under which tfjs would compute on the host what it was asked to compute on a device. */
const flags: Readonly<Record<TfjsDevice, Readonly<Record<string, boolean | number>>>> = {
  cpu: {},
  // The threaded binary breaks once a site's minifier has been over it.
  wasm: { WASM_HAS_MULTITHREAD_SUPPORT: false },
  webgl: {
    WEBGL_CPU_FORWARD: false,
    TOPK_LAST_DIM_CPU_HANDOFF_SIZE_THRESHOLD: 0,
    TOPK_K_CPU_HANDOFF_THRESHOLD: Number.POSITIVE_INFINITY,
  },
  webgpu: { WEBGPU_CPU_FORWARD: false },
};

/**
 * Starts a device, or starts it anew when it was lost.
 * @throws `missing-capability` when its package or the device is not there, `environment` when tfjs cannot start it
 */
export async function startDevice(tf: Tf, device: TfjsDevice): Promise<StartedDevice> {
  const name = `tfjs-${device}`;
  await requireDevice(tf, device);
  for (const [flag, value] of Object.entries(flags[device])) tf.env().set(flag, value);
  if (tf.engine().registry[device] && (await deviceFacts(tf, device)).isLost()) {
    const factory = tf.findBackendFactory(device);
    tf.removeBackend(device);
    tf.registerBackend(device, factory);
  }
  const before = tf.getBackend();
  if (!(await tf.setBackend(device))) {
    if (before && before !== device) await tf.setBackend(before);
    fail("environment", {
      where: name,
      problem: `TensorFlow.js must be able to start its ${device} backend`,
      got: "a failure, which it logged as a warning",
      cure: 'read the warning (for wasm: check `wasmPaths`), or use another device, e.g. "cpu"',
    });
  }
  const facts = await deviceFacts(tf, device);
  return {
    ...facts,
    name,
    device,
    synchronous: device === "cpu" || device === "wasm",
    use: (where) => {
      if (facts.isLost()) {
        fail("environment", {
          where,
          problem: `the ${facts.lossName} of backend "${name}" must not be lost`,
          got: "a lost one, and its tensors with it",
          cure: "make a new backend with tfjsBackend() and start over, or use the wasm or cpu device",
        });
      }
      // Synchronous for a device that has been started.
      if (tf.getBackend() !== device) void tf.setBackend(device);
    },
  };
}
