import type { Backend } from "@exampledon/compute";
import { assertShape, badShape, sizeOf } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { Operations } from "./operations.ts";

/** Puts a backend together from its storage and its kernels. */
export function assembleBackend(
  store: Store,
  operations: Operations,
  about: Pick<Backend, "name" | "tolerance" | "capabilities">,
): Backend {
  return {
    ...about,
    ...operations,
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
      tensor.data.set(data);
      return tensor;
    },
    fill: (shape, value) => {
      const tensor = store.make(shape);
      tensor.data.fill(value);
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
