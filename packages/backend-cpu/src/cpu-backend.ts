import type { Backend } from "@exampledon/compute";
import { createAdam } from "./adam.ts";
import { createBinary } from "./binary.ts";
import { createGather } from "./gather.ts";
import { createLayout } from "./layout.ts";
import { createLinearRelu } from "./linear-relu.ts";
import { createMatmul } from "./matmul.ts";
import { createReduce } from "./reduce.ts";
import { assertShape, badShape, MAX_ELEMENTS, sizeOf } from "./shapes.ts";
import { createSparseDecode } from "./sparse-decode.ts";
import { createStore } from "./store.ts";
import { createTopK } from "./top-k.ts";
import { createUnary } from "./unary.ts";

/**
 * The embedded backend, named `cpu`: plain TypeScript on the calling thread, the same bits on every run.
 *
 * Numbers are stored in float32; every sum is accumulated in float64 and rounded once. Freed buffers are recycled by
 * length, so that a training loop stops allocating after its first step.
 */
export function cpuBackend(): Backend {
  const store = createStore("cpu");
  return {
    name: "cpu",
    // One op rounds once (2⁻²⁴ relative); its gradient is a short composition of such ops.
    tolerance: { op: 1e-6, training: 1e-4 },
    capabilities: { deterministic: true, maxElements: MAX_ELEMENTS },
    primitives: {
      ...createMatmul(store),
      ...createUnary(store),
      ...createBinary(store),
      ...createReduce(store),
      ...createTopK(store),
      ...createGather(store),
      ...createLayout(store),
    },
    fused: { linearRelu: createLinearRelu(store), sparseDecode: createSparseDecode(store) },
    updates: createAdam(store),
    upload: (data, shape) => {
      assertShape("upload", shape);
      if (data.length !== sizeOf(shape)) {
        badShape(
          "upload",
          `[${shape}] holds ${sizeOf(shape)} numbers`,
          data.length,
          "check the shape against the data",
        );
      }
      const tensor = store.make(shape);
      tensor.data!.set(data);
      return tensor;
    },
    fill: (shape, value) => {
      assertShape("fill", shape);
      const tensor = store.make(shape);
      tensor.data!.fill(value);
      return tensor;
    },
    read: async (tensor) => store.data("read", tensor).slice(),
    dispose: (tensor) => store.dispose(tensor),
    scope: (body) => store.scope(body),
    keep: (tensor) => store.keep(tensor),
    flush: async () => {},
    live: () => store.live(),
  };
}
