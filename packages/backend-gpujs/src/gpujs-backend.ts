import { type Backend, type Primitives, primitiveShapes, showShape, sizeOf, type Tolerance } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { createAdam } from "./adam.ts";
import { createAffine } from "./affine.ts";
import { createBinary } from "./binary.ts";
import { createGather } from "./gather.ts";
import type { GpuConstructor } from "./gpu-types.ts";
import { createKeepTopK } from "./keep-top-k.ts";
import { FILL } from "./kernel.ts";
import { createLayout } from "./layout.ts";
import { createMatmul } from "./matmul.ts";
import { type GpujsMode, openDevice } from "./open-device.ts";
import { createReduce } from "./reduce.ts";
import { createStore } from "./store.ts";
import { createTopK } from "./top-k.ts";
import { createUnary } from "./unary.ts";

/** What the backend is made of. */
export interface GpujsOptions {
  /** The class of gpu.js 2.24.1. */
  readonly GPU: GpuConstructor;
  readonly mode: GpujsMode;
}

/** A backend that can be closed. */
export interface GpujsBackend extends Backend {
  /** Compiled kernels so far: it grows with the ops used and their numbers of axes, not with shapes. */
  kernels(): number;
  /** Frees kernels and, with WebGL, the context, of which browsers allow about 16. The backend is of no use afterwards. */
  close(): void;
}

/** WebGL sums in float32: there the largest error over the conformance suite was 4e-6, where large terms cancel. */
const TOLERANCES: Readonly<Record<GpujsMode, Tolerance>> = {
  cpu: { op: 1e-6, training: 1e-4 },
  webgl: { op: 1e-5, training: 1e-4 },
  webgl2: { op: 1e-5, training: 1e-4 },
};

/**
 * A backend on the kernels of gpu.js, named `gpujs-` and the mode.
 *
 * Tensors stay where the kernels run until they are read; sizes are inputs of the kernels, so that a new shape compiles
 * nothing. The mode asked for is the mode that runs: where gpu.js would fall back to the CPU, it throws.
 * @throws `bad-param` on an unknown mode, `missing-capability` where the mode does not run
 */
export function gpujsBackend({ GPU, mode }: GpujsOptions): GpujsBackend {
  const name = `gpujs-${mode}`;
  const device = openDevice(GPU, name, mode);
  const store = createStore(name, device);
  const primitives: Primitives = {
    ...createMatmul(store),
    ...createUnary(store),
    ...createBinary(store),
    ...createReduce(store),
    ...createTopK(store),
    ...createGather(store),
    ...createLayout(store),
  };
  return {
    name,
    tolerance: TOLERANCES[mode],
    capabilities: { deterministic: true, maxElements: device.maxElements },
    primitives,
    fused: { ...createAffine(store, primitives), keepTopK: createKeepTopK(store) },
    updates: createAdam(store),
    upload: (data, shape) => {
      primitiveShapes.tensor("upload", shape, device.maxElements);
      if (data.length !== sizeOf(shape)) {
        fail("bad-shape", {
          where: "upload",
          problem: `${showShape(shape)} holds ${sizeOf(shape)} numbers`,
          got: data.length,
          cure: "check the shape against the data",
        });
      }
      return store.handles.make(shape, device.upload(data));
    },
    fill: (shape, value) => store.run(FILL, shape, [value]),
    read: async (tensor) => device.read(store.handles.storage("read", tensor)),
    dispose: store.handles.dispose,
    scope: store.handles.scope,
    keep: store.handles.keep,
    flush: async () => {},
    live: store.handles.live,
    kernels: device.kernels,
    close: device.close,
  };
}
