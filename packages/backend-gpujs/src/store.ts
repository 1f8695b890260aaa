import { createHandles, type Handles, primitiveShapes, type Shape, sizeOf, type Tensor } from "@exampledon/compute";
import type { Device, Storage } from "./device.ts";
import type { Kernel } from "./kernel.ts";

/** The tensors of one backend, and the kernels that make them. */
export interface Store {
  readonly device: Device;
  readonly handles: Handles<Storage>;
  /** A new tensor, computed by a kernel. @throws `bad-shape`, `disposed`, `missing-capability`, `environment` */
  run(kernel: Kernel, shape: Shape, inputs: readonly (Tensor | number)[]): Tensor;
  /** A new tensor with the same numbers, which never change. @throws `disposed` */
  share(where: string, tensor: Tensor, shape: Shape): Tensor;
}

/** Makes an empty store for the backend of that name. */
export function createStore(backend: string, device: Device): Store {
  const handles = createHandles<Storage>(backend, device.free);
  return {
    device,
    handles,
    run: (kernel, shape, inputs) => {
      const numbers = inputs.map((input) => (typeof input === "number" ? input : handles.storage(kernel.name, input)));
      primitiveShapes.tensor(kernel.name, shape, device.maxElements);
      return handles.make(shape, device.run(kernel, sizeOf(shape), numbers));
    },
    share: (where, tensor, shape) => handles.make(shape, device.share(handles.storage(where, tensor))),
  };
}
