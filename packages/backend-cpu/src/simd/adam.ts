import type { AdamLoop } from "../ops/adam.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 8192;

/** Adam's step by a kernel, in float32. */
export function createAdamLoop(engine: Engine): AdamLoop {
  return (target, gradient, firstMoment, secondMoment, step) => {
    const { beta1, beta2, epsilon } = step;
    engine.run(
      "adam",
      target.size,
      GRAIN,
      target.pointer,
      gradient.pointer,
      firstMoment.pointer,
      secondMoment.pointer,
      step.learningRate / step.correction1,
      1 / Math.sqrt(step.correction2),
      epsilon,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
    );
  };
}
