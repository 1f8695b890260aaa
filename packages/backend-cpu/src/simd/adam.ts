import type { UpdateKernels } from "@exampledon/compute";
import { assertLikeTarget } from "../ops/adam.ts";
import type { Store } from "../store.ts";
import { pointerOf } from "../tensor.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 8192;

/** Adam (Kingma & Ba 2015, algorithm 1) in one pass over parameters and moments, all changed in place. */
export function createAdam(store: Store, engine: Engine): Required<Pick<UpdateKernels, "adam">> {
  return {
    adam: (target, gradient, firstMoment, secondMoment, step) => {
      const parameters = store.own("adam", target);
      const slopes = store.own("adam", gradient);
      const means = store.own("adam", firstMoment);
      const squares = store.own("adam", secondMoment);
      assertLikeTarget(target, [gradient, firstMoment, secondMoment]);
      const { beta1, beta2, epsilon } = step;
      engine.run(
        "adam",
        parameters.size,
        GRAIN,
        pointerOf(parameters),
        pointerOf(slopes),
        pointerOf(means),
        pointerOf(squares),
        step.learningRate / step.correction1,
        1 / Math.sqrt(step.correction2),
        epsilon,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
      );
    },
  };
}
