import type { AdamStep, Tensor, UpdateKernels } from "@exampledon/compute";
import { badShape, sameShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** Takes the step on tensors of one shape. */
export type AdamLoop = (
  target: CpuTensor,
  gradient: CpuTensor,
  firstMoment: CpuTensor,
  secondMoment: CpuTensor,
  step: AdamStep,
) => void;

/** Adam (Kingma & Ba 2015, algorithm 1) in one pass over parameters and moments, all changed in place. */
export function createAdam(store: Store, loop: AdamLoop): Required<Pick<UpdateKernels, "adam">> {
  return {
    adam: (target, gradient, firstMoment, secondMoment, step) => {
      const own = (tensor: Tensor): CpuTensor => store.own("adam", tensor);
      const [parameters, slopes, means, squares] = [own(target), own(gradient), own(firstMoment), own(secondMoment)];
      for (const { shape } of [slopes, means, squares]) {
        if (!sameShape(shape, target.shape)) {
          badShape("adam", `gradient and moments must be [${target.shape}]`, shape, "make them like the parameter");
        }
      }
      for (const changed of [parameters, means, squares]) changed.prepareChange();
      loop(parameters, slopes, means, squares, step);
    },
  };
}
