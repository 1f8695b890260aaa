import { createHandles, type Handles, primitiveShapes, type Shape, type Tensor } from "@exampledon/compute";
import { fail, isExampledonError } from "@exampledon/core";
import type { Tf, TfTensor } from "./tf.ts";
import type { StartedDevice } from "./tfjs-device.ts";

/** How primitives run tfjs' kernels: on our handles, on one device, with typed errors, without leaks. */
export interface Kernels {
  readonly tf: Tf;
  readonly device: StartedDevice;
  readonly handles: Handles<TfTensor>;
  /**
   * Runs kernels on the numbers of `inputs` and makes a handle of each result; everything else made inside is freed.
   * @param shapes of the results, which are refused where the device cannot hold them
   */
  run<R extends readonly TfTensor[]>(
    where: string,
    inputs: readonly Tensor[],
    shapes: readonly Shape[],
    body: (...inputs: TfTensor[]) => R,
  ): Tensor[];
  /** {@link run} for one result. */
  one(where: string, inputs: readonly Tensor[], shape: Shape, body: (...inputs: TfTensor[]) => TfTensor): Tensor;
}

/** Kernels of a started device. */
export function createKernels(tf: Tf, device: StartedDevice): Kernels {
  // A lost device has no numbers left to free.
  const handles = createHandles<TfTensor>(device.name, (tensor) => {
    if (!device.isLost()) tensor.dispose();
  });
  const run: Kernels["run"] = (where, inputs, shapes, body) => {
    const operands = inputs.map((input) => handles.storage(where, input));
    for (const shape of shapes) primitiveShapes.tensor(`${where} of ${device.name}`, shape, device.maxElements);
    device.use(where);
    const results = guarded(where, device, () =>
      tf.tidy(() => body(...operands).map((result) => owned(result, operands))),
    );
    return results.map((result, i) => {
      // An open tidy() of the caller must not free what a handle owns.
      tf.keep(result);
      return handles.make(shapes[i]!, result);
    });
  };
  const owned = (result: TfTensor, operands: readonly TfTensor[]): TfTensor => {
    const own = operands.includes(result) ? result.clone() : result;
    if (device.isHomeless(own)) {
      fail("environment", {
        where: device.name,
        problem: "there must be memory left for a result",
        got: `none for [${own.shape}]`,
        cure: "free tensors with scope() and dispose(), or work in smaller batches",
      });
    }
    return own;
  };
  return {
    tf,
    device,
    handles,
    run,
    one: (where, inputs, shape, body) => run(where, inputs, [shape], (...operands) => [body(...operands)])[0]!,
  };
}

/** Runs tfjs and turns what it throws into a typed error. */
export function guarded<T>(where: string, device: StartedDevice, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (isExampledonError(error)) throw error;
    // A context can be lost at any moment; then that is the reason, whatever the message says.
    device.use(where);
    return fail(
      "environment",
      {
        where,
        problem: `TensorFlow.js must be able to compute this on "${device.name}"`,
        got: error instanceof Error ? error.message : String(error),
        cure: "use another device, or smaller tensors",
      },
      { cause: error },
    );
  }
}
