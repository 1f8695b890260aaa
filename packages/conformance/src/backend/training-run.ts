import { type Backend, createTape, mul, type Node, sum, type Tensor } from "@exampledon/compute";
import { type Input, uniform, uploadAll } from "./op-case.ts";

/** A differentiable function of some tensors. */
export type NodeFunction = (nodes: readonly Node[]) => Node;

/** Value and gradients of a function, as tensors of the backend; the caller frees them. */
export interface Differentiated {
  readonly value: Tensor;
  readonly gradients: readonly Tensor[];
}

/** Runs a function and the gradient of `Σ weight · result` for fixed uneven weights. */
export function differentiate(backend: Backend, build: NodeFunction, inputs: readonly Input[]): Differentiated {
  return backend.scope(() => {
    const tape = createTape(backend);
    const nodes = uploadAll(backend, inputs).map((tensor) => tape.variable(tensor));
    const result = build(nodes);
    const [weights] = uploadAll(backend, [weightsFor(result.shape)]);
    const loss = sum(mul(result, tape.constant(weights!)));
    return { value: result.tensor, gradients: tape.gradients(loss, nodes) };
  });
}

/** The weights of {@link differentiate}. */
export function weightsFor(shape: readonly number[]): Input {
  return uniform("loss weights", shape, 0.5, 2);
}
