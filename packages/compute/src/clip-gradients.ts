import { fail } from "@exampledon/core";
import type { Backend, Tensor } from "./backend.ts";
import { tensorMath } from "./tensor-math.ts";

/** Clipped gradients, and their norm before clipping (a scalar on the device). */
export interface ClippedGradients<Names extends string> {
  readonly gradients: Record<Names, Tensor>;
  readonly norm: Tensor;
}

/**
 * Scales all gradients by `min(1, maxNorm / (norm + 1e-6))`, `norm` their joint Euclidean length, as PyTorch's
 * `clip_grad_norm_`. Makes new tensors, reads nothing back.
 * @throws `bad-param` when maxNorm is not positive
 */
export function clipGradients<Names extends string>(
  backend: Backend,
  gradients: Readonly<Record<Names, Tensor>>,
  maxNorm: number,
): ClippedGradients<Names> {
  if (!(maxNorm > 0)) {
    fail("bad-param", {
      where: "clipGradients",
      problem: "maxNorm must be > 0",
      got: maxNorm,
      cure: "leave clipping out to disable it",
    });
  }
  const { add, binary, div, mul, sum, unary } = tensorMath(backend);
  const entries = Object.entries(gradients) as [Names, Tensor][];
  return backend.scope(() => {
    const squares = entries.map(([, gradient]) =>
      sum(
        unary("square", gradient),
        gradient.shape.map((_, i) => i),
        false,
      ),
    );
    const norm = unary(
      "sqrt",
      squares.reduce((total, part) => add(total, part), backend.fill([], 0)),
    );
    const factor = binary("minimum", 1, div(maxNorm, add(norm, 1e-6)));
    const clipped = entries.map(([name, gradient]) => [name, mul(gradient, factor)] as const);
    return { gradients: Object.fromEntries(clipped) as Record<Names, Tensor>, norm };
  });
}
