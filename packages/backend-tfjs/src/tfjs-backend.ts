import { type Backend, primitiveShapes, sizeOf, type Tolerance } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { createBinary } from "./binary.ts";
import { createGather } from "./gather.ts";
import { createKernels, guarded } from "./kernels.ts";
import { createLayout } from "./layout.ts";
import { createMatmul } from "./matmul.ts";
import { createReduce } from "./reduce.ts";
import type { Tf, TfjsDevice, TfjsWasm } from "./tf.ts";
import { startDevice } from "./tfjs-device.ts";
import { createTopK } from "./top-k.ts";
import { createUnary } from "./unary.ts";

/** How to make a backend of TensorFlow.js. */
export interface TfjsBackendOptions {
  /** `@tensorflow/tfjs-core` with the package of the device loaded beside it, or the whole of `@tensorflow/tfjs`. */
  readonly tf: Tf;
  readonly device: TfjsDevice;
  /** `@tensorflow/tfjs-backend-wasm`, needed only with `wasmPaths`. */
  readonly wasm?: TfjsWasm;
  /** Where a page finds the three .wasm files: a folder, or a URL by file name. Node finds them by itself. */
  readonly wasmPaths?: string | Readonly<Record<string, string>>;
}

/**
 * The cpu device sums in float64, the others in float32: there the largest error over the conformance suite was 4e-6
 * (wasm; webgl and webgpu by SwiftShader), where large terms cancel.
 */
const tolerances: Readonly<Record<TfjsDevice, Tolerance>> = {
  cpu: { op: 1e-6, training: 1e-4 },
  wasm: { op: 1e-5, training: 1e-4 },
  webgl: { op: 1e-5, training: 1e-4 },
  webgpu: { op: 1e-5, training: 1e-4 },
};

/**
 * TensorFlow.js as a backend, named `tfjs-cpu`, `tfjs-wasm`, `tfjs-webgl` or `tfjs-webgpu`.
 *
 * Only its kernels are used; gradients are those of compute, so no gradients need be registered. Numbers are float32
 * throughout. Everything runs on the device that was asked for: flags of `tf` that hand small tensors to the host are
 * turned off, and `tf`'s own current backend is set to the device whenever this backend computes.
 * @throws `missing-capability` when the device or its package is not there (no WebGPU, no WebGL with float32 textures,
 * WebAssembly blocked by a content security policy), `environment` when it cannot be started
 */
export async function tfjsBackend({ tf, device, wasm, wasmPaths }: TfjsBackendOptions): Promise<Backend> {
  if (wasmPaths !== undefined) setPaths(wasm, wasmPaths);
  const started = await startDevice(tf, device);
  const { name, maxElements } = started;
  const kernels = createKernels(tf, started);
  const { handles, one } = kernels;
  return {
    name,
    tolerance: tolerances[device],
    // A long inner axis makes tfjs split a matrix product on webgpu, and the parts are added in any order.
    capabilities: { deterministic: device !== "webgpu", maxElements },
    primitives: {
      ...createMatmul(kernels),
      ...createUnary(kernels),
      ...createBinary(kernels),
      ...createReduce(kernels),
      ...createTopK(kernels),
      ...createGather(kernels),
      ...createLayout(kernels),
    },
    fused: {},
    updates: {},
    upload: (data, shape) => {
      primitiveShapes.tensor(`upload to ${name}`, shape, maxElements);
      if (data.length !== sizeOf(shape)) {
        fail("bad-shape", {
          where: "upload",
          problem: `[${shape}] holds ${sizeOf(shape)} numbers`,
          got: data.length,
          cure: "check the shape against the data",
        });
      }
      return one("upload", [], shape, () => tf.tensor(data.slice(), [...shape], "float32"));
    },
    fill: (shape, value) => one("fill", [], shape, () => tf.fill([...shape], value, "float32")),
    read: async (tensor) => {
      const values = handles.storage("read", tensor);
      started.use("read");
      const numbers = (await values.data()) as Float32Array;
      // A context that was lost meanwhile gives zeros.
      started.use("read");
      return numbers.slice();
    },
    dispose: handles.dispose,
    scope: handles.scope,
    keep: handles.keep,
    flush: async () => {
      const marker = guarded("flush", started, () => {
        started.use("flush");
        return tf.fill([1], 0);
      });
      await marker.data();
      marker.dispose();
    },
    live: handles.live,
  };
}

function setPaths(wasm: TfjsWasm | undefined, paths: string | Readonly<Record<string, string>>): void {
  if (!wasm) {
    fail("bad-param", {
      where: "tfjsBackend",
      problem: "wasmPaths needs wasm, the module @tensorflow/tfjs-backend-wasm",
      got: "wasmPaths alone",
      cure: 'pass wasm too: import * as wasm from "@tensorflow/tfjs-backend-wasm"',
    });
  }
  try {
    wasm.setWasmPaths(typeof paths === "string" ? paths : { ...paths });
  } catch (error) {
    fail(
      "environment",
      {
        where: "tfjs-wasm",
        problem: "tfjs must take the wasmPaths",
        got: error instanceof Error ? error.message : String(error),
        cure: "name all three files; after a failed start only a new page or process can be given other paths",
      },
      { cause: error },
    );
  }
}
