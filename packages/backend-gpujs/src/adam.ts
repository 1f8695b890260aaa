import { sameShape, showShape, type Tensor, type UpdateKernels } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

/** Adam (Kingma & Ba 2015, algorithm 1) in three kernels: first moment, second moment, parameter. */
export function createAdam(store: Store): Required<Pick<UpdateKernels, "adam">> {
  return {
    adam: (target, gradient, firstMoment, secondMoment, step) => {
      for (const { shape } of [gradient, firstMoment, secondMoment]) {
        if (sameShape(shape, target.shape)) continue;
        fail("bad-shape", {
          where: "adam",
          problem: `gradient and moments must be ${showShape(target.shape)}`,
          got: showShape(shape),
          cure: "make them like the parameter",
        });
      }
      update(store, firstMoment, MEAN, [gradient, step.beta1, 1 - step.beta1]);
      update(store, secondMoment, SQUARE, [gradient, step.beta2, 1 - step.beta2]);
      const rate = step.learningRate / step.correction1;
      const scale = 1 / Math.sqrt(step.correction2);
      update(store, target, MOVE, [firstMoment, secondMoment, rate, scale, step.epsilon]);
    },
  };
}

/** Replaces a tensor's numbers by what the kernel computes from them. */
function update(store: Store, target: Tensor, kernel: Kernel, inputs: readonly (Tensor | number)[]): void {
  const { device, handles } = store;
  handles.scope(() => {
    const result = store.run(kernel, target.shape, [target, ...inputs]);
    handles.replace("adam", target, device.share(handles.storage("adam", result)));
  });
}

const MEAN: Kernel = {
  name: "adam first moment",
  inputs: { mean: "numbers", slope: "numbers", decay: "real", rest: "real" },
  body: "return decay * mean[i] + rest * slope[i];",
};
const SQUARE: Kernel = {
  name: "adam second moment",
  inputs: { square: "numbers", slope: "numbers", decay: "real", rest: "real" },
  body: "const g = slope[i]; return decay * square[i] + rest * g * g;",
};
const MOVE: Kernel = {
  name: "adam parameter",
  inputs: { x: "numbers", mean: "numbers", square: "numbers", rate: "real", scale: "real", epsilon: "real" },
  body: "return x[i] - rate * mean[i] / (Math.sqrt(square[i]) * scale + epsilon);",
};
