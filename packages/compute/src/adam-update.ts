import type { Backend, UpdateKernels } from "./backend.ts";
import { tensorMath } from "./tensor-math.ts";

/** Adam's update composed of primitives: what a backend's kernel must agree with. */
export function composedAdam(backend: Backend): NonNullable<UpdateKernels["adam"]> {
  const { add, div, mul, primitives, sub, unary } = tensorMath(backend);
  return (target, gradient, firstMoment, secondMoment, step) => {
    const { learningRate, beta1, beta2, epsilon, correction1, correction2 } = step;
    backend.scope(() => {
      const first = add(mul(beta1, firstMoment), mul(1 - beta1, gradient));
      const second = add(mul(beta2, secondMoment), mul(1 - beta2, unary("square", gradient)));
      const root = add(mul(1 / Math.sqrt(correction2), unary("sqrt", second)), epsilon);
      const change = mul(learningRate / correction1, div(first, root));
      primitives.assignInPlace(target, sub(target, change));
      primitives.assignInPlace(firstMoment, first);
      primitives.assignInPlace(secondMoment, second);
    });
  };
}
