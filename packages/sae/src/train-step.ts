import { add, type Backend, clipGradients, createTape, type Node, type Tensor, tensorMath } from "@exampledon/compute";
import type { Matrix } from "@exampledon/core";
import type { Recipe } from "./recipe.ts";
import type { TrainingParams } from "./training-params.ts";
import type { TrainingState } from "./training-state.ts";
import { removeParallel, renormalizeRows } from "./unit-rows.ts";
import { mapWeights } from "./weights.ts";

/** What a step needs of {@link TrainingState}. */
export type StepState = Pick<TrainingState, "weights" | "adam" | "idle" | "dead">;

/**
 * One step of Adam on one batch, changing the state's tensors in place; nothing is read from the device.
 *
 * Order with unit decoder rows: the gradient loses its part along each row, then all gradients are clipped, then Adam
 * moves, then rows go back to unit length. Any other order lets the discarded part take up the clip and the moments.
 * @returns the loss terms before the step; the caller disposes of them
 */
export function trainStep<P extends TrainingParams>(
  backend: Backend,
  recipe: Recipe<P>,
  params: P,
  state: StepState,
  batch: Matrix,
  learningRate: number,
): Readonly<Record<string, Tensor>> {
  return backend.scope(() => {
    const tape = createTape(backend);
    const weights = mapWeights(state.weights, (tensor, name) =>
      name === "decoderBias" && !params.trainDecoderBias ? tape.constant(tensor) : tape.variable(tensor),
    );
    const x = tape.constant(backend.upload(batch.data, [batch.rows, batch.cols]));
    const { terms, usage } = recipe.loss({ x, weights, dead: state.dead }, params);
    const total = Object.values(terms).reduce((sum, term) => add(sum, term));
    const unit = recipe.unitDecoder(params);
    let gradients = gradientsOf(total, weights);
    if (unit) {
      gradients = { ...gradients, decoder: removeParallel(backend, gradients.decoder!, state.weights.decoder) };
    }
    if (params.clip > 0) gradients = clipGradients(backend, gradients, params.clip).gradients;
    state.adam.step(gradients, learningRate);
    if (unit) renormalizeRows(backend, state.weights.decoder);
    countIdle(backend, state.idle, usage.tensor);
    return Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, term.tensor]));
  });
}

function gradientsOf(total: Node, weights: Readonly<Record<string, Node>>): Readonly<Record<string, Tensor>> {
  const trained = Object.entries(weights).filter(([, node]) => node.needsGradient);
  const gradients = total.tape.gradients(
    total,
    trained.map(([, node]) => node),
  );
  return Object.fromEntries(trained.map(([name], i) => [name, gradients[i]!]));
}

/** Sets to 0 where a latent fired, else adds 1: a count on the device, so that no step waits for a read. */
function countIdle(backend: Backend, idle: Tensor, usage: Tensor): void {
  const { add, where, primitives } = tensorMath(backend);
  primitives.assignInPlace(idle, where(usage, 0, add(idle, 1)));
}
