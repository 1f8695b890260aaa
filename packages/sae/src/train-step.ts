import { add, type Backend, clipGradients, createTape, type Node, type Tensor, tensorMath } from "@exampledon/compute";
import type { Matrix } from "@exampledon/core";
import type { Loss } from "./loss.ts";
import { countActive } from "./penalty.ts";
import type { Recipe } from "./recipe.ts";
import type { Setting } from "./setting.ts";
import type { TrainingParams } from "./training-params.ts";
import type { StateLayout, TrainingState } from "./training-state.ts";
import { removeParallel, renormalizeRows } from "./unit-rows.ts";
import { mapWeights } from "./weights.ts";

/** What stays the same over all steps of a fit. */
export interface StepContext<P extends TrainingParams> {
  readonly backend: Backend;
  readonly recipe: Recipe<P, string>;
  readonly params: P;
  readonly setting: Setting;
  readonly layout: StateLayout;
}

/** What a step needs of {@link TrainingState}. */
export type StepState = Pick<TrainingState, "weights" | "extra" | "adam" | "idle" | "dead" | "scale" | "step">;

/** What a step leaves on the device, for the caller to read and dispose of. */
export interface StepResult {
  /** The loss terms before the step. */
  readonly terms: Readonly<Record<string, Tensor>>;
  /** Scalars that are no losses, `l0` among them: latents on per sample. Empty unless asked for. */
  readonly measures: Readonly<Record<string, Tensor>>;
}

/**
 * One step of Adam on one batch, changing the state's tensors in place; nothing is read from the device.
 *
 * Order with unit decoder rows: the gradient loses its part along each row, then all gradients are clipped, then Adam
 * moves, then rows go back to unit length. Any other order lets the discarded part take up the clip and the moments.
 * @param measured whether to count the latents that are on and the like: more passes over the codes
 */
export function trainStep<P extends TrainingParams>(
  context: StepContext<P>,
  state: StepState,
  batch: Matrix,
  learningRate: number,
  measured = false,
): StepResult {
  const { backend, params, layout } = context;
  return backend.scope(() => {
    const tape = createTape(backend);
    const weights = mapWeights(state.weights, (tensor, name) =>
      layout.weights[name]!.trained === false ? tape.constant(tensor) : tape.variable(tensor),
    );
    const { loss } = lossOf(context, state, batch, weights);
    const { terms, usage, codes } = loss;
    let gradients = gradientsOf(totalOf(loss), weights);
    gradients = mapWeights(gradients, (gradient, name) =>
      layout.weights[name]!.unitRows ? removeParallel(backend, gradient, state.weights[name]!) : gradient,
    );
    if (params.clip > 0) gradients = clipGradients(backend, gradients, params.clip).gradients;
    state.adam.step(gradients, learningRate);
    for (const name of Object.keys(gradients)) constrain(context, name, state.weights[name]!);
    countIdle(backend, state.idle, usage.tensor);
    for (const [name, next] of Object.entries(loss.state ?? {})) {
      backend.primitives.assignInPlace(state.extra[name]!, next);
    }
    return {
      terms: mapWeights(terms, (term) => term.tensor),
      measures: measured ? { l0: countActive(backend, codes.tensor), ...loss.measures?.() } : {},
    };
  });
}

/** The loss of a batch, on the tape of its weights, and the batch as the loss sees it. */
export function lossOf<P extends TrainingParams>(
  { backend, recipe, params, setting }: StepContext<P>,
  state: Pick<StepState, "extra" | "dead" | "scale" | "step">,
  batch: Matrix,
  weights: Readonly<Record<string, Node>>,
): { readonly x: Node; readonly loss: Loss } {
  const { tape } = Object.values(weights)[0]!;
  const given = backend.upload(batch.data, [batch.rows, batch.cols]);
  const x = tape.constant(state.scale === 1 ? given : tensorMath(backend).mul(given, state.scale));
  const extra = mapWeights(state.extra, (tensor) => tape.constant(tensor));
  const { dead, step, scale } = state;
  return {
    x,
    loss: recipe.loss({ x, weights, dead, state: extra, step, steps: params.steps, setting, scale }, params),
  };
}

/** The sum of the terms. */
export function totalOf({ terms }: Loss): Node {
  return Object.values(terms).reduce((sum, term) => add(sum, term));
}

/** The gradient of each array that is learned. */
export function gradientsOf(total: Node, weights: Readonly<Record<string, Node>>): Readonly<Record<string, Tensor>> {
  const trained = Object.entries(weights).filter(([, node]) => node.needsGradient);
  const gradients = total.tape.gradients(
    total,
    trained.map(([, node]) => node),
  );
  return Object.fromEntries(trained.map(([name], i) => [name, gradients[i]!]));
}

/** Takes an array back to where it must stay. */
function constrain<P extends TrainingParams>({ backend, layout }: StepContext<P>, name: string, tensor: Tensor): void {
  const { unitRows, min } = layout.weights[name]!;
  if (unitRows) renormalizeRows(backend, tensor);
  if (min !== undefined) backend.primitives.assignInPlace(tensor, tensorMath(backend).binary("maximum", tensor, min));
}

/** Sets to 0 where a latent fired, else adds 1: a count on the device, so that no step waits for a read. */
function countIdle(backend: Backend, idle: Tensor, usage: Tensor): void {
  const { add, where, primitives } = tensorMath(backend);
  primitives.assignInPlace(idle, where(usage, 0, add(idle, 1)));
}
