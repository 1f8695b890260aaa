import type { UpdateKernels } from "@exampledon/compute";
import { assertLikeTarget } from "../ops/adam.ts";
import type { Store } from "../store.ts";

/** Adam (Kingma & Ba 2015, algorithm 1) in one pass over parameters and moments, all changed in place. */
export function createAdam(store: Store): Required<Pick<UpdateKernels, "adam">> {
  return {
    adam: (target, gradient, firstMoment, secondMoment, step) => {
      const parameters = store.data("adam", target);
      const slopes = store.data("adam", gradient);
      const means = store.data("adam", firstMoment);
      const squares = store.data("adam", secondMoment);
      assertLikeTarget(target, [gradient, firstMoment, secondMoment]);
      const { beta1, beta2, epsilon } = step;
      const rate = step.learningRate / step.correction1;
      const scale = 1 / Math.sqrt(step.correction2);
      for (let i = 0; i < parameters.length; i++) {
        const slope = slopes[i]!;
        const mean = beta1 * means[i]! + (1 - beta1) * slope;
        const square = beta2 * squares[i]! + (1 - beta2) * slope * slope;
        means[i] = mean;
        squares[i] = square;
        parameters[i] = parameters[i]! - (rate * mean) / (Math.sqrt(square) * scale + epsilon);
      }
    },
  };
}
